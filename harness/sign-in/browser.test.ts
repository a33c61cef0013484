import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryParameters } from '../trace/exchange.ts';
import { openCookieJar } from './cookies.ts';
import type { SignInDriver } from './driver.ts';
import { openDriver } from './open-driver.ts';
import { ada, hasBrowser, openFolder, openTask, servePages } from './trip.test-support.ts';

const vendorScript = fileURLToPath(new URL('../../fixtures/vendor/server.mjs', import.meta.url));
const callback = 'http://127.0.0.1:33418/callback';

describe.skipIf(!hasBrowser())('the browser driver on a vendor (with Chromium)', () => {
  const { folder, remove } = openFolder();
  let vendor: ChildProcess;
  let issuer: string;
  let driver: SignInDriver;

  beforeAll(async () => {
    vendor = spawn(process.execPath, [vendorScript, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(vendor.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    ({ issuer } = JSON.parse(String(line)) as { issuer: string });
    driver = await openDriver({ kind: 'form' }, { login: 'browser', pictures: folder });
  });

  afterAll(async () => {
    await driver?.close?.();
    vendor?.kill();
    remove();
  });

  const authorizationUrl = (changes: Record<string, string> = {}) => {
    const parameters = new URLSearchParams({
      response_type: 'code',
      client_id: 'vendor-public',
      redirect_uri: callback,
      scope: 'openid',
      state: 'st-1',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      ...changes,
    });
    return `${issuer}/auth?${parameters}`;
  };

  it('signs in, consents and brings the code', async () => {
    const task = openTask({ url: authorizationUrl(), note: 'the first of its kind' });
    const result = await driver.drive(task);
    expect(result.stuck).toBeNull();
    expect(result.redirectedTo?.startsWith(`${callback}?`)).toBe(true);
    expect(queryParameters(result.redirectedTo ?? '').has('code')).toBe(true);
    expect(result.pages.map(({ purpose }) => purpose)).toEqual(['login', 'consent']);
    expect(result.pages[0]).toMatchObject({ title: 'Sign-in' });
  });

  it('records every document of the way, the authorization request first, with the secrets hidden', async () => {
    const task = openTask({ url: authorizationUrl(), note: 'the first of its kind' });
    const { replies } = await driver.drive(task);
    expect(replies.map(({ exchange }) => exchange)).toEqual(task.trace.exchanges);
    const [first, ...rest] = task.trace.exchanges;
    expect(first).toMatchObject({
      kind: 'authorization-request',
      note: 'the first of its kind',
      from: 'browser',
      request: { method: 'GET', url: authorizationUrl() },
      response: { status: 303 },
    });
    expect(rest.every(({ kind, response }) => kind === 'sign-in' && response !== null)).toBe(true);
    expect(replies[0].headers.filter(([name]) => name === 'Set-Cookie').length).toBeGreaterThan(1);
    expect(replies.at(-1)?.location).toContain(`${callback}?code=`);
    expect(JSON.stringify(task.trace.exchanges)).not.toContain(encodeURIComponent(ada.password));
    expect(JSON.stringify(task.trace.exchanges)).not.toContain('correct+horse');
  });

  it('keeps the session of a jar, and has none in a new one', async () => {
    const cookies = openCookieJar();
    const purposes = async (jar = cookies) => {
      const { pages } = await driver.drive(openTask({ url: authorizationUrl(), cookies: jar }));
      return pages.map(({ purpose }) => purpose);
    };
    expect(await purposes()).toContain('login');
    expect(await purposes()).not.toContain('login');
    expect(await purposes(openCookieJar())).toContain('login');
  });

  it('denies where it is told to', async () => {
    const result = await driver.drive(openTask({ url: authorizationUrl(), decision: 'deny' }));
    expect(queryParameters(result.redirectedTo ?? '').get('error')).toBe('access_denied');
  });

  it('stays on an error page of the provider, without being stuck', async () => {
    const url = authorizationUrl({ redirect_uri: 'http://127.0.0.1:33418/other' });
    const result = await driver.drive(openTask({ url }));
    expect(result).toMatchObject({ redirectedTo: null, stuck: null });
    expect(result.replies.at(-1)?.status).toBe(400);
    expect(result.pages.map(({ purpose }) => purpose)).toEqual(['error']);
  });

  it('says what a page wanted where it has no user', async () => {
    const { stuck } = await driver.drive(openTask({ url: authorizationUrl(), user: null }));
    expect(stuck).toMatch(/^the sign-in page "Sign-in" at http:\S+ asks for a user, and the provider/);
    expect(stuck).toContain('Watch it with --headed.');
    expect(stuck).toContain(`Picture: ${path.join(folder, 'sign-in-')}`);
  });

  it('makes trips side by side that share a redirect URI', async () => {
    const trips = ['st-a', 'st-b', 'st-c'].map(async (state) => {
      const { redirectedTo } = await driver.drive(openTask({ url: authorizationUrl({ state }), state }));
      return queryParameters(redirectedTo ?? '').get('state');
    });
    expect(await Promise.all(trips)).toEqual(['st-a', 'st-b', 'st-c']);
  });

  it('hands the code to nobody else where the port of the redirect URI is taken', async () => {
    const asked: (string | undefined)[] = [];
    const other = await servePages((request, response) => {
      asked.push(request.url);
      response.end();
    });
    const redirectUri = `${other.origin}/callback`;
    const changes = { url: authorizationUrl({ redirect_uri: redirectUri }), redirectUris: [redirectUri] };
    const approved = await driver.drive(openTask(changes));
    const lost = await driver.drive(openTask({ ...changes, user: null }));
    other.close();
    expect(queryParameters(approved.redirectedTo ?? '').has('code')).toBe(true);
    expect(asked).toEqual([]);
    expect(lost.stuck).toContain(
      `Port ${new URL(redirectUri).port}, where the redirect URI points, is in use by another`,
    );
  });

  it('says that a provider gives no answer', async () => {
    const { stuck, replies } = await driver.drive(openTask({ url: 'http://127.0.0.1:9/auth?state=st-1' }));
    expect(stuck).toMatch(/^http:\/\/127\.0\.0\.1:9\/auth gave no answer: /);
    expect(replies[0].status).toBe(0);
  });

  it('opens nothing but https and loopback', async () => {
    for (const url of ['http://provider.test/auth', 'file:///etc/passwd', 'javascript:alert(1)']) {
      const { stuck } = await driver.drive(openTask({ url }));
      expect(stuck).toContain('neither https nor http on loopback');
    }
  });
});
