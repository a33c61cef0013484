import { test as base, expect, type JudgedTestbed } from 'mcp-conformance/playwright';
import type { Page } from 'playwright/test';
import { violations } from '../../harness/testing/axe.test-support.ts';
import { webClient as registered } from '../../servers/providers/oidc-provider/definition.ts';
import { startWebClient } from './index.ts';

/** The web client on a free port, beside a testbed that judges what it does. */
const test = base.extend<{ readonly clientUrl: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
  clientUrl: async ({}, use) => {
    const client = await startWebClient({ port: 0 });
    await use(client.url);
    await client.close();
  },
});

async function connect(page: Page, clientUrl: string, mcpUrl: string) {
  await page.goto(clientUrl);
  await page.getByLabel('MCP server URL').fill(mcpUrl);
  await page.getByRole('button', { name: 'Connect' }).click();
}

async function signIn(page: Page, { users: [user] }: JudgedTestbed, answer: 'Approve' | 'Deny' = 'Approve') {
  await page.getByLabel('User name').fill(user?.username ?? '');
  await page.getByLabel('Password').fill(user?.password ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: answer }).click();
}

test('signs in, consents, calls a tool that shows the user, and disconnects', async ({
  page,
  testbed,
  clientUrl,
}) => {
  await connect(page, clientUrl, testbed.mcpUrl);
  await signIn(page, testbed);
  await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();
  await page.getByRole('button', { name: 'Call whoami' }).click();
  await expect(page.getByRole('region', { name: 'Result of whoami' })).toContainText('ada');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByRole('heading', { name: 'Connect to an MCP server' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(testbed).toHold('client.pkce.uses-s256');
  expect(testbed).toHold('client.state.sent');
  expect(testbed).toHaveNoFailures();
});

test('uses the client it was told of instead of registering', async ({ page, testbed, clientUrl }) => {
  await page.goto(clientUrl);
  await page.getByLabel('MCP server URL').fill(testbed.mcpUrl);
  await page.getByLabel('No dynamic client registration').check();
  await page.getByLabel('Client ID').fill(registered.clientId);
  await page.getByLabel('Client secret').fill(registered.clientSecret);
  await page.getByRole('button', { name: 'Connect' }).click();
  await signIn(page, testbed);
  await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();
  const kinds = testbed.report().exchanges.map(({ kind }) => kind);
  expect(kinds).toContain('token-request');
  expect(kinds).not.toContain('registration-request');
  expect(testbed).toHaveNoFailures();
});

test('says that the user denied, and asks for no token', async ({ page, testbed, clientUrl }) => {
  await connect(page, clientUrl, testbed.mcpUrl);
  await signIn(page, testbed, 'Deny');
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  expect(testbed.report().exchanges.map(({ kind }) => kind)).not.toContain('token-request');
});

test('refuses a callback with another state', async ({ page, testbed, clientUrl }) => {
  await connect(page, clientUrl, testbed.mcpUrl);
  await expect(page.getByLabel('Password')).toBeVisible();
  await page.goto(`${clientUrl.replace(/\/$/, '')}/oauth/callback?code=stolen&state=forged`);
  await expect(page.getByRole('alert')).toBeVisible();
  expect(testbed.report().exchanges.map(({ kind }) => kind)).not.toContain('token-request');
});
