import { expect, type JudgedTestbed, test } from 'mcp-conformance/playwright';
import type { Page } from 'playwright/test';

/** Signs the first user in on the embedded provider's pages and answers its question. */
function signIn(page: Page, testbed: JudgedTestbed, answer: 'Approve' | 'Deny') {
  const [user] = testbed.users;
  return testbed.connect(async (authorizationUrl) => {
    await page.goto(authorizationUrl);
    await page.getByLabel('User name').fill(user?.username ?? '');
    await page.getByLabel('Password').fill(user?.password ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: answer }).click();
  });
}

test('a user signs in, consents, and the client speaks MCP with the token', async ({ page, testbed }) => {
  expect(await signIn(page, testbed, 'Approve')).toMatchObject({ ok: true });
  expect(testbed).toHold('client.pkce.uses-s256');
  expect(testbed).toHold('as.token.response-format');
  expect(testbed).toHaveNoFailures();
});

test('a user who denies is believed, and no token is asked for', async ({ page, testbed }) => {
  expect(await signIn(page, testbed, 'Deny')).toMatchObject({ ok: false });
  expect(testbed.report().exchanges.filter(({ kind }) => kind === 'token-request')).toEqual([]);
  expect(testbed).toHaveNoFailures();
});

test.describe('a provider whose token responses may be cached', () => {
  test.use({ testbedSettings: { faults: ['as.token.cacheable'] } });

  test('is found out by the traffic of the test', async ({ page, testbed }) => {
    await signIn(page, testbed, 'Approve');
    expect(testbed).toBreak('as.token.response-format');
  });
});
