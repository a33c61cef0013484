import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistrationMode } from '../../../../harness/catalogue/vocabulary.ts';
import { type RunOptions, run } from '../../../../harness/runner/run.ts';
import { openDriver } from '../../../../harness/sign-in/open-driver.ts';
import { hasBrowser } from '../../../../harness/sign-in/trip.test-support.ts';
import { loadProvider } from '../../../../harness/testbed/load-provider.ts';
import { type ClerkStandIn, type StandInOptions, startClerkStandIn } from '../stand-in/index.ts';
import { testEmail } from './test-user.ts';

/** The live mode as it runs against Clerk, with a stand-in at the address that the keys name. */
describe('the live mode, at a stand-in', () => {
  let standIn: ClerkStandIn;
  beforeEach(async () => {
    standIn = await startClerkStandIn();
  });
  afterEach(async () => {
    await standIn.stop();
    expect(standIn.unknownRequests().filter((request) => request.startsWith('backend '))).toEqual([]);
  });

  const restart = async (options: StandInOptions) => {
    await standIn.stop();
    standIn = await startClerkStandIn(options);
  };

  const definitionOf = async (changes: Record<string, string> = {}) => {
    const environment = {
      CLERK_PUBLISHABLE_KEY: standIn.publishableKey,
      CLERK_SECRET_KEY: standIn.secretKey,
      CLERK_API_URL: standIn.apiUrl,
      ...changes,
    };
    const definition = await loadProvider('clerk', environment, '.');
    return { ...definition, ca: standIn.ca, requestsPerSecond: 200 };
  };

  const judge = async (
    modes: readonly RegistrationMode[],
    wanted: RegExp,
    changes: Partial<RunOptions> = {},
  ) => {
    const definition = changes.definition ?? (await definitionOf());
    return run({
      definition,
      driver: await openDriver(definition.signIn),
      serverVariant: 'hardened',
      roles: ['authorization-server', 'resource-server'],
      revisions: ['2026-07-28'],
      modes,
      faults: [],
      intrusiveness: 'standard',
      wantsRequirement: ({ id }) => wanted.test(id),
      wantsScenario: () => true,
      concurrency: 2,
      timeoutMs: 20_000,
      baseline: [],
      strict: false,
      showSecrets: false,
      preflightOnly: false,
      signal: new AbortController().signal,
      version: '0.0.0',
      command: '',
      reproduceBase: [],
      ...changes,
    });
  };

  /** What a run left at the instance, as its own Backend API tells. */
  const ask = async (path: string, method = 'GET', body?: object) => {
    const response = await fetch(standIn.apiUrl + path, {
      method,
      headers: { authorization: `Bearer ${standIn.secretKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return response.json();
  };
  const applicationsLeft = async () => (await ask('/v1/oauth_applications?limit=100')).total_count;

  it.each([
    ['dynamic', true],
    ['dynamic', false],
    ['static', true],
  ] as const)(
    'signs in with a ticket, judges, and removes what it made: %s clients, JWT %s',
    async (mode, jwt) => {
      await restart({ tokenFormat: jwt ? 'jwt' : 'opaque' });
      const report = await judge(
        [mode],
        /^as\.(token\.code-single-use|pkce\.rejects-wrong|authz\.asks-consent)|^rs\.bearer\.header-accepted/,
      );
      const verdicts = report.results.map(
        ({ requirement, verdict, reason, actual }) =>
          `${requirement} ${verdict} ${verdict === 'pass' ? '' : reason || actual}`,
      );
      expect(verdicts.filter((line) => !/ (pass|skip) /.test(line))).toEqual([]);
      expect(verdicts.filter((line) => / pass /.test(line)).length).toBeGreaterThan(2);
      expect(report.exitCode).toBe(0);
      expect(report.cleanup?.left).toEqual([]);
      expect(await applicationsLeft()).toBe(0);
      const users = (await ask('/v1/users')) as { email_addresses: { email_address: string }[] }[];
      expect(users.map(({ email_addresses: [first] }) => first?.email_address)).toEqual([testEmail]);
      expect(report.notices.join()).toMatch(jwt ? /access tokens are JWTs/ : /access tokens are opaque/);
      expect(report.notices.join()).toContain('not verified against the live service');
    },
  );

  it('records no token of the sign-in', async () => {
    const report = await judge(['dynamic'], /^as\.token\.code-single-use/);
    const text = JSON.stringify(report);
    expect(text).toContain('__clerk_db_jwt=‹');
    expect(text).not.toMatch(/dvb_\w{20}|testing_\w{20}|sk_test_\w{20}/);
    expect(text).not.toMatch(/__client=\w{20}/);
  });

  it('carries a denial back', async () => {
    const report = await judge(['dynamic'], /^as\.authz\.errors-via-redirect/);
    expect(report.results.map(({ verdict }) => verdict)).toContain('pass');
  });

  it('cleans up when the run is interrupted', async () => {
    const controller = new AbortController();
    const report = await judge(['static', 'dynamic'], /^as\./, {
      signal: controller.signal,
      onProgress: ({ kind }) => {
        if (kind === 'finished') controller.abort(new DOMException('interrupted', 'AbortError'));
      },
    });
    expect(report.exitCode).toBe(130);
    expect(report.cleanup?.left).toEqual([]);
    expect(await applicationsLeft()).toBe(0);
  });

  it('cleans up when the run cannot begin', async () => {
    const definition = await definitionOf();
    const { resourceServer } = definition;
    if (!resourceServer) throw new Error('the definition brings a server');
    const broken = { ...resourceServer, start: async () => Promise.reject(new Error('no such program')) };
    const failed = judge(['static'], /^as\./, { definition: { ...definition, resourceServer: broken } });
    await expect(failed).rejects.toThrow('no such program');
    expect(
      standIn.requests().some(({ method, path }) => method === 'POST' && path === '/v1/oauth_applications'),
    ).toBe(true);
    expect(await applicationsLeft()).toBe(0);
  });

  it('names the switch that is off, and tries nothing else', async () => {
    await restart({ dynamicRegistration: false });
    const refused = judge(['dynamic'], /^as\./);
    await expect(refused).rejects.toMatchObject({ name: 'UsageError', code: 'clerk-settings' });
    await expect(refused).rejects.toThrow(
      /Dynamic client registration is off[\s\S]+-X PATCH[\s\S]+--mode static/,
    );
    expect(standIn.requests().map(({ path }) => path)).toEqual(['/v1/instance/oauth_application_settings']);
  });

  it('names the key that is wrong', async () => {
    const definition = await definitionOf({ CLERK_SECRET_KEY: `sk_test_${'x'.repeat(40)}` });
    await expect(judge(['dynamic'], /^as\./, { definition })).rejects.toThrow(
      /CLERK_SECRET_KEY.*401 clerk_key_invalid/,
    );
  });

  it('takes a rate limit for nothing found out', async () => {
    const definition = await definitionOf();
    const limited = judge(['dynamic'], /^as\.token\.code-single-use/, {
      definition: {
        ...definition,
        prepare: async (context) => {
          const prepared = await definition.prepare?.(context);
          standIn.setTrouble({ rateLimitedFor: 60 });
          return { ...prepared, end: async () => [] };
        },
      },
    });
    const report = await limited;
    expect(report.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'pass')).toEqual([]);
    expect(report.exitCode).toBe(3);
    expect(JSON.stringify(report.preflight)).toContain('rate limit');
  });

  it.skipIf(!hasBrowser())(
    'signs in on the pages with --login browser (takes a browser)',
    { timeout: 90_000 },
    async () => {
      await ask('/v1/users', 'POST', { email_address: [testEmail], skip_password_requirement: true });
      const definition = await definitionOf();
      const driver = await openDriver(definition.signIn, { login: 'browser', folder: process.cwd() });
      const report = await judge(['dynamic'], /^as\.token\.code-single-use/, {
        definition,
        driver,
        concurrency: 1,
      });
      expect(report.results.map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual(['pass ']);
    },
  );
});
