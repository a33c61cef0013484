import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect, type JudgedTestbed } from 'mcp-conformance/playwright';
import type { Page } from 'playwright/test';
import { violations } from '../../harness/testing/axe.test-support.ts';
import { webClient as registered } from '../../servers/providers/oidc-provider/definition.ts';
import { startWebClient } from './index.ts';
import { at, connect } from './pages.test-support.ts';

/** The web client on a free port, beside a testbed that judges what it does. */
const test = base.extend<{ readonly clientUrl: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  clientUrl: async ({}, use) => {
    const client = await startWebClient({ port: 0 });
    await use(client.url);
    await client.close();
  },
});

async function signIn(page: Page, { users: [user] }: JudgedTestbed) {
  await page.getByLabel('User name').fill(user?.username ?? '');
  await page.getByLabel('Password').fill(user?.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const answer = (page: Page, decision: 'Approve' | 'Deny') =>
  page.getByRole('button', { name: decision }).click();

/** The kinds of what the client has sent so far. */
const kindsIn = (testbed: JudgedTestbed) => testbed.report().exchanges.map(({ kind }) => kind);

test('signs in, consents, calls a tool that shows the user, and disconnects', async ({
  page,
  testbed,
  clientUrl,
}) => {
  await page.goto(clientUrl);
  expect(await violations(page), 'the form').toEqual([]);
  await connect(page, clientUrl, testbed);
  await expect(page.getByLabel('Password')).toBeVisible();
  expect(await violations(page), "the provider's sign-in page").toEqual([]);
  await signIn(page, { ...testbed, users: [{ username: 'ada', password: 'wrong' }] });
  await expect(page.getByRole('alert')).toHaveText('User name or password is wrong.');
  expect(await violations(page), 'the sign-in page after a mistake').toEqual([]);
  await signIn(page, testbed);
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible();
  expect(await violations(page), "the provider's consent page").toEqual([]);
  await answer(page, 'Approve');
  await expect(at.connected(page)).toBeVisible();
  await expect(at.fact(page, 'Client')).toHaveText('registered dynamically');
  expect(await violations(page), 'the connection').toEqual([]);
  await page.getByRole('button', { name: 'Call whoami' }).click();
  await expect(at.result(page, 'whoami')).toContainText('ada');
  expect(await violations(page), 'the result').toEqual([]);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(at.form(page)).toBeVisible();
  await expect(page.getByRole('status')).toContainText('has taken the refresh token back');
  expect(await violations(page), 'the farewell').toEqual([]);
  expect(kindsIn(testbed)).toContain('revocation-request');
  expect(testbed).toHold('client.pkce.uses-s256');
  expect(testbed).toHold('client.state.sent');
  expect(testbed).toHaveNoFailures();
});

test('uses the client it was told of instead of registering', async ({ page, testbed, clientUrl }) => {
  await connect(page, clientUrl, { ...testbed, registered });
  await signIn(page, testbed);
  await answer(page, 'Approve');
  await expect(at.fact(page, 'Client')).toHaveText('registered by hand');
  expect(kindsIn(testbed)).toContain('token-request');
  expect(kindsIn(testbed)).not.toContain('registration-request');
  expect(testbed).toHaveNoFailures();
});

test('sends the user to consent again where a tool needs more, and calls it then', async ({
  page,
  testbed,
  clientUrl,
}) => {
  await connect(page, clientUrl, testbed);
  await signIn(page, testbed);
  await answer(page, 'Approve');
  const scopes = await at.fact(page, 'Scopes').textContent();
  const note = page.getByRole('article', { name: 'write_note' });
  const text = '<img src=x onerror=alert(1)>';
  const write = async () => {
    await note.getByLabel('text').fill(text);
    await note.getByRole('button').click();
  };
  await write();
  await answer(page, 'Deny');
  // Who denies more has what was there before.
  await expect(page.getByRole('alert')).toContainText('Access was denied');
  await expect(at.fact(page, 'Scopes')).toHaveText(scopes ?? '');
  await write();
  await answer(page, 'Approve');
  await expect(at.fact(page, 'Scopes')).not.toHaveText(scopes ?? '');
  await write();
  await page.getByRole('button', { name: 'Call read_notes' }).click();
  await expect(at.result(page, 'read_notes')).toContainText(text);
  await expect(page.locator('img')).toHaveCount(0);
  expect(testbed).toHaveNoFailures();
});

test('says that the user denied, asks for no token, and connects when she approves', async ({
  page,
  testbed,
  clientUrl,
}) => {
  await connect(page, clientUrl, testbed);
  await signIn(page, testbed);
  await answer(page, 'Deny');
  await expect(page.getByRole('alert')).toContainText('Access was denied');
  expect(await violations(page), 'the page of an error').toEqual([]);
  expect(kindsIn(testbed)).not.toContain('token-request');
  await page.getByRole('button', { name: 'Connect' }).click();
  await answer(page, 'Approve');
  await expect(at.connected(page)).toBeVisible();
});

test('refuses a callback with another state, and takes the right one afterwards', async ({
  page,
  testbed,
  clientUrl,
}) => {
  await connect(page, clientUrl, testbed);
  await signIn(page, testbed);
  const consent = page.url();
  await page.goto(new URL('/oauth/callback?code=stolen&state=forged', clientUrl).href);
  await expect(page.getByRole('alert')).toContainText('belongs to no sign-in that was begun in this browser');
  expect(kindsIn(testbed)).not.toContain('token-request');
  await page.goto(consent);
  await answer(page, 'Approve');
  await expect(at.connected(page)).toBeVisible();
  expect(testbed).toHaveNoFailures();
});

test('is on its way, and refused, on pages that anybody can read', async ({ page, testbed, clientUrl }) => {
  await page.route(`${testbed.issuer}/**`, (route) => route.abort('aborted'));
  await connect(page, clientUrl, testbed);
  await expect(page.getByRole('link', { name: 'Go on' })).toHaveAttribute('href', /^http.*client_id=/);
  expect(await violations(page), 'the way to the authorization server').toEqual([]);
  await page.unrouteAll();
  await page.goto(`${testbed.issuer}/authorize?client_id=nobody&response_type=code`);
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await violations(page), "the provider's refusal").toEqual([]);
});

test.describe('in a browser that runs no script', () => {
  test.use({ javaScriptEnabled: false });

  test('works all the same', async ({ page, testbed, clientUrl }) => {
    await connect(page, clientUrl, testbed);
    await signIn(page, testbed);
    await answer(page, 'Approve');
    await page.getByRole('button', { name: 'Call whoami' }).click();
    await expect(at.result(page, 'whoami')).toContainText('ada');
  });
});

test('lets no form of its pages lead elsewhere', async ({ page, clientUrl }) => {
  const asked: string[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('caught');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  await page.goto(clientUrl);
  /** Sends a form that somebody smuggled into the page. */
  const smuggle = (action: string) =>
    page.evaluate((to) => {
      const form = Object.assign(document.createElement('form'), { action: to, method: 'post' });
      document.body.append(form);
      const refused = new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
      });
      form.submit();
      return refused;
    }, action);
  expect(await smuggle(`http://127.0.0.1:${port}/`)).toBe('form-action');
  expect(asked).toEqual([]);
  // The control: the same form, to the client itself, is sent; it lacks the token of the session.
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  void smuggle(new URL('/connect', clientUrl).href).catch(() => undefined);
  expect((await answered).status()).toBe(403);
  elsewhere.close();
});
