import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningVendor, startVendor } from '../self-proof/vendor/vendor.test-support.ts';
import { hasBrowser, servePages } from '../sign-in/trip.test-support.ts';
import { build, cli, openFolder } from './built-cli.test-support.ts';

const folder = openFolder();
const here = { folder: folder.path };
let vendor: RunningVendor;
let stubborn: Awaited<ReturnType<typeof servePages>>;

/** A provider whose pages ask for a code from a telephone. */
async function startStubborn() {
  const site = await servePages((_request, response, { pathname }) => {
    const { origin: issuer } = site;
    const metadata = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
    };
    const page =
      '<!doctype html><title>One more step</title><p>Enter the code from your telephone</p><form><input name=otp autocomplete=one-time-code><button>Next</button></form>';
    const isPage = pathname === '/authorize';
    const isMetadata = pathname === '/.well-known/oauth-authorization-server';
    response.writeHead(isPage || isMetadata ? 200 : 404, {
      'Content-Type': isPage ? 'text/html' : 'application/json',
    });
    response.end(isPage ? page : isMetadata ? JSON.stringify(metadata) : '{}');
  });
  return site;
}

/** Writes a definition; `signIn` is on its fifth line. */
function define(name: string, issuer: string, signIn: string): string {
  const lines = [
    `name: ${name}`,
    `issuer: ${issuer}`,
    'registration: { dynamic: true, static: { clientId: vendor-public } }',
    'users: [{ username: ada, password: anything }]',
    `signIn: ${signIn}`,
    'tokens: { jwt: {} }',
  ];
  writeFileSync(path.join(folder.path, `${name}.yaml`), `${lines.join('\n')}\n`);
  return `${name}.yaml`;
}

/** The output of a run on one line, as prose is wrapped. */
async function say(...args: string[]) {
  const { code, stdout } = await cli(['run', ...args], here);
  return { code, said: stdout.replace(/\s+/g, ' ') };
}

beforeAll(async () => {
  await build();
  [vendor, stubborn] = await Promise.all([startVendor('server.mjs', 'scripted'), startStubborn()]);
}, 180_000);
afterAll(async () => {
  stubborn?.close();
  await vendor?.[Symbol.asyncDispose]();
  folder.remove();
});

describe('a provider whose sign-in page is drawn by a script', () => {
  it('is one that the form driver cannot get through, and says so and how to go on', async () => {
    const file = define('scripted', vendor.issuer, '{ form: {} }');
    const { code, said } = await say('--provider', file);
    expect(said).toMatch(
      /the page "Sign-in" at http:\/\/127\.0\.0\.1:\d+\/interaction\/\S+ .{0,9}is drawn by a script, which the form driver cannot run: Loading\./,
    );
    expect(said).toContain('Looked for a field for a user name or password');
    expect(said).toContain('Who signs in: users in scripted.yaml:4. How: signIn in scripted.yaml:5.');
    expect(said).toContain(
      'Watch it: npx mcp-conformance run --provider scripted.yaml --preflight --login browser --headed',
    );
    expect(said).toContain('Nothing was judged.');
    expect(code).toBe(3);
  });

  it.skipIf(!hasBrowser())(
    'is judged with --login browser, and with a definition that says so (with Chromium)',
    async () => {
      const one = ['--requirement', 'as.token.code-single-use'];
      const asked = await say(
        '--provider',
        define('scripted', vendor.issuer, '{ form: {} }'),
        '--login',
        'browser',
        ...one,
      );
      expect([asked.code, asked.said]).toEqual([0, expect.stringContaining('✓ sign-in')]);
      expect(asked.said).toContain('judged 1 of 1 that apply · exit 0');
      const browsed = define('browsed', vendor.issuer, '{ browser: {} }');
      const defined = await say('--provider', browsed, '--preflight');
      expect([defined.code, defined.said]).toEqual([0, expect.stringContaining('✓ sign-in')]);
    },
  );
});

describe('a provider that asks for a second factor', () => {
  it('is named as one, without a browser', async () => {
    const { code, said } = await say(
      '--provider',
      define('stubborn', stubborn.origin, 'form'),
      '--mode',
      'static',
    );
    expect(said).toContain(
      `the page "One more step" at ${stubborn.origin}/authorize asks for a second factor (MFA)`,
    );
    expect(said).toContain('It looks like a second factor (MFA), which takes a person.');
    expect(code).toBe(3);
  });

  it.skipIf(!hasBrowser())('is named as one by the browser, with a picture (with Chromium)', async () => {
    const { code, said } = await say(
      '--provider',
      define('stubborn', stubborn.origin, '{ browser: {} }'),
      '--mode',
      'static',
    );
    expect(said).toContain(
      `the page "One more step" at ${stubborn.origin}/authorize asks for a second factor (MFA): Enter the code from your telephone`,
    );
    expect(said).toContain('It looks like a second factor (MFA), which takes a person.');
    expect(said).toContain('How: signIn in stubborn.yaml:5.');
    expect(said).toContain(
      'Watch it: npx mcp-conformance run --provider stubborn.yaml --mode static --preflight',
    );
    const picture = /Picture: (\S+\.png)\./.exec(said)?.[1] ?? 'none';
    expect(existsSync(path.resolve(folder.path, picture))).toBe(true);
    expect(code).toBe(3);
  });
});
