import { existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserScript } from '../define/provider.ts';
import { browserDriver } from './browser.ts';
import { openCookieJar } from './cookies.ts';
import type { SignInDriver } from './driver.ts';
import { formDriver } from './form.ts';
import { loadPlaywright } from './load-playwright.ts';
import { ada, hasBrowser, openFolder, openTask, servePages } from './trip.test-support.ts';

/** A login that exists in a script only: a name first, then a password, then the consent. */
const application = `
const root = document.getElementById('root');
const draw = (html) => { root.innerHTML = html; };
const after = (ms, next) => setTimeout(next, ms);
const callback = 'http://127.0.0.1:33418/callback?state=st-1&';
const consent = () => {
  localStorage.setItem('session', 'yes');
  draw('<h1>Acme wants access</h1><button id=no>Don’t allow</button><button id=yes>Allow</button>');
  document.getElementById('yes').onclick = () => { location.href = callback + 'code=abc'; };
  document.getElementById('no').onclick = () => { location.href = callback + 'error=access_denied'; };
};
const password = (name) => {
  draw('<label>Password <input type=password></label><button type=button>Show password</button>' +
    '<button type=button id=go>Log in</button><p role=alert></p>');
  document.getElementById('go').onclick = () => after(150, () => {
    if (root.querySelector('input').value === '${ada.password}') consent();
    else root.querySelector('p').textContent = 'Wrong password, 2 tries left';
  });
};
const identifier = () => {
  draw('<input placeholder="E-mail or phone"><button>Continue with Acme ID</button><button id=next>Next</button>');
  document.getElementById('next').onclick = () => after(150, () => password(root.querySelector('input').value));
};
after(200, localStorage.getItem('session') ? consent : identifier);
`;

const pages: Record<string, string> = {
  '/application': `<title>Acme</title><div id=root>Loading</div><script>${application}</script>`,
  '/mfa':
    '<title>Acme</title><p>Enter the verification code</p><form><input name=otp autocomplete=one-time-code><button>Next</button></form>',
  '/robot': "<title>Acme</title><p>Please confirm: I’m not a robot. I'm not a robot</p>",
  '/consent':
    '<title>Acme</title><p>Probe wants access to your account</p><form><button>Sure</button><button>Nope</button></form>',
  '/others': '<title>Acme</title><h1>Choose an account</h1><a href="/nothing">bob@example.test</a>',
  '/nothing': '<title>Maintenance</title><p>We are back at noon</p>',
  '/busy': '<title>Busy</title><script>setTimeout(() => { for (;;); }, 50)</script>',
  '/insecure': '<meta http-equiv=refresh content="0;url=http://insecure.test/login">',
  '/application-link':
    '<title>Acme</title><script>setTimeout(() => { location.href = "acme-app://callback?code=abc"; }, 50)</script>',
  '/posted':
    '<body onload="document.forms[0].submit()"><form method=post action="http://127.0.0.1:33418/callback"><input name=code value=abc><input name=state value=st-1></form>',
  '/chooser': `<title>Acme</title><h1>Choose an account</h1><a href="/nothing">bob@example.test</a><a href="/odd">${ada.username}</a>`,
  '/odd':
    '<title>Odd</title><div onclick="location.href=\'http://127.0.0.1:33418/callback?code=odd&state=st-1\'" id=odd>Onwards</div><input type=password>',
};

function answer(_request: IncomingMessage, response: ServerResponse, { pathname }: URL): void {
  if (pathname === '/leave') {
    response.writeHead(302, { Location: 'acme-app://callback?code=A%2fb' }).end();
    return;
  }
  if (pathname === '/silent') return;
  const page = pages[pathname];
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html>${page ?? '<title>Not found</title>'}`);
}

describe.skipIf(!hasBrowser())('the browser driver on difficult pages (with Chromium)', () => {
  const { folder, remove } = openFolder();
  const limits = { documentMs: 1_500, patienceMs: 1_500, reactionMs: 3_000 };
  let site: Awaited<ReturnType<typeof servePages>>;
  let driver: SignInDriver;
  const open = (script?: BrowserScript) =>
    browserDriver(loadPlaywright({ folder: process.cwd(), headed: false }), {
      script,
      limits,
      pictures: folder,
    });
  const task = (place: string, changes = {}) => openTask({ url: `${site.origin}${place}`, ...changes });

  beforeAll(async () => {
    site = await servePages(answer);
    driver = open();
  });

  afterAll(async () => {
    await driver?.close?.();
    site?.close();
    remove();
  });

  it('signs in where the form driver cannot, and says so', async () => {
    const byForm = await formDriver().drive(task('/application'));
    expect(byForm.stuck).toContain('is drawn by a script, which the form driver cannot run');
    expect(byForm.stuck).toContain('--login browser');
    const { redirectedTo, pages: seen } = await driver.drive(task('/application'));
    expect(redirectedTo).toBe('http://127.0.0.1:33418/callback?state=st-1&code=abc');
    expect(seen.map(({ purpose }) => purpose)).toEqual(['login', 'login', 'consent']);
  });

  it('denies there too, and keeps what the script stored', async () => {
    const cookies = openCookieJar();
    await driver.drive(task('/application', { cookies }));
    const { redirectedTo, pages: seen } = await driver.drive(
      task('/application', { cookies, decision: 'deny' }),
    );
    expect(redirectedTo).toContain('error=access_denied');
    expect(seen.map(({ purpose }) => purpose)).toEqual(['consent']);
  });

  it('sends a wrong password once, and tells what the page says to it', async () => {
    const user = { ...ada, password: 'wrong' };
    const { stuck } = await driver.drive(task('/application', { user }));
    expect(stuck).toContain('objects after the password at');
    expect(stuck).toContain('Wrong password, 2 tries left');
    const picture = /Picture: (\S+\.png)\./.exec(stuck ?? '')?.[1] ?? '';
    expect(existsSync(picture)).toBe(true);
    expect(statSync(picture).mode & 0o077).toBe(0);
  });

  it.each([
    ['/mfa', 'It looks like a second factor (MFA), which takes a person.'],
    ['/robot', 'It looks like a captcha, which takes a person.'],
    ['/consent', 'It looks like a consent page, with a button that is not recognised: name it in signIn.'],
    ['/others', 'It looks like an account chooser, which takes a person.'],
    ['/nothing', 'the page "Maintenance" at'],
    ['/nothing', 'has nothing that the driver recognises: We are back at noon.'],
    ['/silent', '/silent gave no answer within 1.5 s'],
    ['/insecure', 'a page leads to http://insecure.test/login, which is neither https'],
  ])('ends at %s with: %s', async (place, words) => {
    const { redirectedTo, stuck } = await driver.drive(task(place));
    expect(redirectedTo).toBeNull();
    expect(stuck).toContain(words);
  });

  it('is not held up for ever by a page that is busy for ever (takes 10 s)', async () => {
    const { stuck } = await driver.drive(task('/busy'));
    expect(stuck).toContain('does not react');
  });

  it.each([
    ['/leave', 'acme-app://callback?code=A%2fb'],
    ['/application-link', 'acme-app://callback?code=abc'],
    ['/posted', 'http://127.0.0.1:33418/callback?code=abc&state=st-1'],
  ])('sees the callback that %s leads to, as written', async (place, callback) => {
    const { redirectedTo } = await driver.drive(task(place));
    expect(redirectedTo).toBe(callback);
  });

  it("has the definition's script do what it cannot know", async () => {
    const script: BrowserScript = async (page, { password }) => {
      const { fill, click } = page as {
        fill: (selector: string, text: string) => Promise<void>;
        click: (selector: string) => Promise<void>;
      };
      await fill.call(page, 'input', password);
      await click.call(page, '#odd');
    };
    const scripted = open(script);
    const { redirectedTo, pages: seen } = await scripted.drive(task('/chooser'));
    await scripted.close?.();
    expect(redirectedTo).toBe('http://127.0.0.1:33418/callback?code=odd&state=st-1');
    expect(seen.map(({ title }) => title)).toEqual(['Acme', 'Odd']);
  });

  it("says that the definition's script failed", async () => {
    const scripted = open(async () => {
      throw new Error('no such button');
    });
    const { stuck } = await scripted.drive(task('/odd'));
    await scripted.close?.();
    expect(stuck).toContain("is where the definition's sign-in script failed (Error: no such button)");
  });

  it('ends a trip that is under way when it is closed', async () => {
    const ending = open();
    const trip = ending.drive(task('/silent'));
    setTimeout(() => ending.close?.(), 500);
    expect((await trip).stuck).toBeTruthy();
  });
});
