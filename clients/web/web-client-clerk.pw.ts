import { test as base, expect, type Page } from 'playwright/test';
import type { StaticClient } from '../../harness/define/provider.ts';
import { freePort } from '../../harness/testbed/free-port.ts';
import { violations } from '../../harness/testing/axe.test-support.ts';
import { makeApplication } from '../../servers/providers/clerk/live/applications.ts';
import { openBackendApi } from '../../servers/providers/clerk/live/backend-api.ts';
import { registrationScope as scope } from '../../servers/providers/clerk/scopes.ts';
import { type ClerkStandIn, startClerkStandIn } from '../../servers/providers/clerk/stand-in/index.ts';
import { clerkResourceServer } from '../../servers/resource/clerk/index.ts';
import { redirectUrisOf, startWebClient } from './index.ts';
import { at, connect, enter } from './pages.test-support.ts';

const ada = { username: 'ada+clerk_test@example.com', password: 'correct horse battery staple' };

/** The stand-in for Clerk, the MCP server on Clerk's SDK and the web client, wired together as `serve demo` does. */
interface Demo {
  readonly standIn: ClerkStandIn;
  readonly mcpUrl: string;
  readonly clientUrl: string;
  /** A client that was registered by hand. */
  readonly byHand: StaticClient<string>;
  /** What an operator switches at Clerk. */
  readonly setDynamicRegistration: (on: boolean) => Promise<void>;
}

const test = base.extend<object, { readonly demo: Demo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const standIn = await startClerkStandIn({ users: [ada] });
      const { apiUrl, secretKey, publishableKey, issuer, ca } = standIn;
      const port = await freePort();
      const mcpUrl = `http://127.0.0.1:${port}/mcp`;
      const server = await clerkResourceServer().start({
        variant: 'hardened',
        url: mcpUrl,
        port,
        issuer,
        revision: '2026-07-28',
        environment: {
          CLERK_PUBLISHABLE_KEY: publishableKey,
          CLERK_SECRET_KEY: secretKey,
          CLERK_API_URL: apiUrl,
        },
        ca,
        signal: AbortSignal.timeout(30_000),
      });
      const client = await startWebClient({ port: 0, ca });
      const redirectUris = redirectUrisOf({ publicUrl: client.url, port: 0 });
      const wanted = { name: 'by hand', isPublic: false, scope, redirectUris };
      const made = await makeApplication(openBackendApi({ apiUrl, secretKey, intervalMs: 0 }), wanted);
      await use({
        standIn,
        mcpUrl,
        clientUrl: client.url,
        byHand: made.client,
        setDynamicRegistration: async (on) => {
          await fetch(`${apiUrl}/v1/instance/oauth_application_settings`, {
            method: 'PATCH',
            headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
            body: JSON.stringify({ dynamic_oauth_client_registration: on }),
          });
        },
      });
      await client.close();
      await server.stop();
      await standIn.stop();
    },
    { scope: 'worker' },
  ],
});

// The certificate of the stand-in is its own; a person would be asked once.
test.use({ ignoreHTTPSErrors: true });

let asked = 0;
/** The status of each request for a path of the stand-in's in the test that runs; tests of a file take turns. */
const requestsFor = ({ standIn }: Demo, path: string) =>
  standIn
    .requests()
    .slice(asked)
    .filter((request) => request.path === path)
    .map(({ status }) => status);

test.beforeEach(({ demo }) => {
  asked = demo.standIn.requests().length;
});
test.afterEach(({ demo }) => {
  expect(demo.standIn.unknownRequests(), 'requests that the stand-in has no route for').toEqual([]);
});

async function signIn(page: Page, user = ada) {
  await page.getByLabel('Email address').fill(user.username);
  await page.getByLabel('Password').fill(user.password);
  await page.getByRole('button', { name: 'Continue' }).click();
}

const answer = (page: Page, decision: 'Allow' | 'Deny') =>
  page.getByRole('button', { name: decision }).click();

test('signs in at Clerk, consents, shows whose account it is, and disconnects', async ({ page, demo }) => {
  await connect(page, demo.clientUrl, demo);
  await expect(page.getByLabel('Password')).toBeVisible();
  expect(await violations(page), 'the sign-in page').toEqual([]);
  await signIn(page, { ...ada, password: 'wrong' });
  await expect(page.getByRole('alert')).toContainText('Password is incorrect');
  expect(await violations(page), 'the sign-in page after a mistake').toEqual([]);
  await signIn(page);
  await expect(page.getByRole('button', { name: 'Allow' })).toBeVisible();
  expect(await violations(page), 'the consent page').toEqual([]);
  await answer(page, 'Allow');
  await expect(at.connected(page)).toBeVisible();
  await expect(at.fact(page, 'Signed in as')).toHaveText(ada.username);
  await expect(at.fact(page, 'Client')).toHaveText('registered dynamically');
  await page.getByRole('button', { name: 'Call get_clerk_user_data' }).click();
  const result = at.result(page, 'get_clerk_user_data');
  await expect(result).toContainText(demo.standIn.users[0]?.id ?? 'nobody');
  await expect(result).toContainText(ada.username);
  expect(await violations(page), 'the result').toEqual([]);
  await page.getByRole('button', { name: 'Disconnect' }).click();
  // JWTs cannot be revoked at Clerk.
  await expect(page.getByRole('status')).toContainText('has taken the refresh token back; the access token');
  expect(requestsFor(demo, '/oauth/token/revoke')).toEqual([200, 400]);
  await page.goto(demo.clientUrl);
  await expect(at.form(page)).toBeVisible();
});

test('stays connected where a tool needs a scope that the client is not registered for, and says why', async ({
  page,
  demo,
}) => {
  await connect(page, demo.clientUrl, demo);
  await signIn(page);
  await answer(page, 'Allow');
  await page.getByRole('button', { name: 'Call get_clerk_user_metadata' }).click();
  await expect(page.getByRole('alert')).toContainText("not allowed to request scope 'public_metadata'");
  await expect(page.getByRole('alert')).toContainText('register a client by hand with the scope');
  await page.getByRole('button', { name: 'Call get_clerk_user_data' }).click();
  await expect(at.result(page, 'get_clerk_user_data')).toContainText(ada.username);
});

test('asks for more scope as a client that was registered for it', async ({ page, demo }) => {
  await connect(page, demo.clientUrl, { ...demo, registered: demo.byHand });
  await signIn(page);
  await answer(page, 'Allow');
  await expect(at.fact(page, 'Scopes')).not.toContainText('public_metadata');
  await page.getByRole('button', { name: 'Call get_clerk_user_metadata' }).click();
  await answer(page, 'Allow');
  await expect(at.fact(page, 'Scopes')).toContainText('public_metadata');
  await page.getByRole('button', { name: 'Call get_clerk_user_metadata' }).click();
  await expect(at.result(page, 'get_clerk_user_metadata')).toBeVisible();
});

test('says that dynamic registration is off, and connects as the client that was registered by hand', async ({
  page,
  demo,
}) => {
  await demo.setDynamicRegistration(false);
  await connect(page, demo.clientUrl, demo);
  await expect(page.getByRole('alert')).toContainText('does not register clients by itself');
  await expect(page.getByLabel('No dynamic client registration')).toBeChecked();
  expect(await violations(page), 'the form with what is missing').toEqual([]);
  await enter(page, { ...demo, registered: demo.byHand });
  await signIn(page);
  await answer(page, 'Allow');
  await expect(at.fact(page, 'Client')).toHaveText('registered by hand');
  await expect(at.fact(page, 'Signed in as')).toHaveText(ada.username);
  expect(requestsFor(demo, '/oauth/register')).toEqual([]);
  await demo.setDynamicRegistration(true);
});

test('says that the secret of the client is wrong', async ({ page, demo }) => {
  await connect(page, demo.clientUrl, { ...demo, registered: { ...demo.byHand, clientSecret: 'wrong' } });
  await signIn(page);
  await answer(page, 'Allow');
  await expect(page.getByRole('alert')).toContainText('does not accept this client id and secret');
  await expect(page.locator('body')).not.toContainText('wrong');
});

test('says that the user denied, and asks for no token', async ({ page, demo }) => {
  await connect(page, demo.clientUrl, demo);
  await signIn(page);
  await answer(page, 'Deny');
  await expect(page.getByRole('alert')).toContainText('Access was denied');
  expect(requestsFor(demo, '/oauth/token')).toEqual([]);
});

test('refuses a callback with another state, and takes the right one afterwards', async ({ page, demo }) => {
  await connect(page, demo.clientUrl, demo);
  await signIn(page);
  const consent = page.url();
  await page.goto(new URL('/oauth/callback?code=stolen&state=forged', demo.clientUrl).href);
  await expect(page.getByRole('alert')).toContainText('belongs to no sign-in that was begun in this browser');
  expect(requestsFor(demo, '/oauth/token')).toEqual([]);
  await page.goto(consent);
  await answer(page, 'Allow');
  await expect(at.connected(page)).toBeVisible();
  expect(requestsFor(demo, '/oauth/token')).toEqual([200]);
});
