import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formDriver } from './form.ts';
import { ada, openTask, servePages } from './trip.test-support.ts';

const callback = 'http://127.0.0.1:33418/callback?code=abc&state=st-1';

const pages: Record<string, string> = {
  '/script': '<title>Acme</title><body><div id=root>Loading</div><script src="/app.js"></script>',
  '/mfa':
    '<title>Two steps</title><form method=post><label>Code <input name=otp autocomplete=one-time-code></label><button>Next</button></form>',
  '/robot': '<title>Acme</title><p>One moment</p><div class=g-recaptcha></div>',
  '/consent':
    '<title>Acme</title><p>Probe wants access to your account</p><form method=post><button name=a>Sure</button><button name=b>Nope</button></form>',
  '/wrong':
    '<title>Acme</title><h1>Sign in</h1><form method=post><input name=user><input name=pw type=password><button>Go</button><p role=alert>Wrong password, 2 tries left</p></form>',
  '/others': '<title>Acme</title><h1>Choose an account</h1><a href="/nothing">bob@example.test</a>',
  '/chooser': `<title>Acme</title><h1>Choose an account</h1><a href="/nothing">bob@example.test</a><a href="${callback}">Ada ${ada.username}</a>`,
  '/chooser-form': `<title>Acme</title><h1>Pick an account</h1><form method=get action="${callback}"><button name=a>bob@example.test</button><button name=who value=ada>${ada.username}</button></form>`,
};

describe('the form driver on difficult pages', () => {
  let site: Awaited<ReturnType<typeof servePages>>;
  beforeAll(async () => {
    site = await servePages((_request, response, { pathname }) => {
      response.writeHead(pages[pathname] ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html>${pages[pathname] ?? '<title>Not found</title>'}`);
    });
  });
  afterAll(() => site?.close());
  const drive = (place: string) => formDriver().drive(openTask({ url: `${site.origin}${place}?state=st-1` }));

  it.each([
    [
      '/script',
      'the page "Acme" at http://127.0.0.1:PORT/script is drawn by a script, which the form driver cannot run: Loading.',
    ],
    ['/script', 'Looked for a field for a user name or password, and a button such as Allow or Continue.'],
    ['/script', 'A real browser is used with --login browser, and can be watched with --headed.'],
    [
      '/mfa',
      'asks for a second factor (MFA): Code Next. It looks like a second factor (MFA), which takes a person.',
    ],
    ['/robot', 'It looks like a captcha, which takes a person.'],
    ['/consent', 'It looks like a consent page, with a button that is not recognised: name it in signIn.'],
    [
      '/wrong',
      'the sign-in page "Acme" at http://127.0.0.1:PORT/wrong came back after signing in: Wrong password, 2 tries',
    ],
    ['/others', 'It looks like an account chooser, which takes a person.'],
  ])('ends at %s with: %s', async (place, words) => {
    const { redirectedTo, stuck } = await drive(place);
    expect(redirectedTo).toBeNull();
    expect(stuck?.replace(site.origin, 'http://127.0.0.1:PORT')).toContain(words);
  });

  it.each(['/chooser', '/chooser-form'])("takes the user's own account at %s", async (place) => {
    const { redirectedTo, stuck } = await drive(place);
    expect(stuck).toBeNull();
    expect(redirectedTo).toMatch(/^http:\/\/127\.0\.0\.1:33418\/callback\?/);
  });
});
