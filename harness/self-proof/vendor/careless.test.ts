import { afterAll, describe, expect, it } from 'vitest';
import type { RequirementId } from '../../catalogue/requirement-ids.generated.ts';
import { loadProvider } from '../../testbed/load-provider.ts';
import { runEmbedded } from '../prove.ts';
import { startVendor, vendorFile } from './vendor.test-support.ts';

/** Defects that its answers prove by themselves or beside a control, and that are failures. */
const broken: readonly RequirementId[] = [
  'as.authz.errors-via-redirect',
  'as.authz.exact-redirect-match',
  'as.authz.no-cors',
  'as.authz.no-redirect-to-unregistered',
  'as.authz.parameter-hygiene',
  'as.authz.state-echoed',
  'as.iss.matches-issuer',
  'as.pkce.rejects-downgrade',
  'as.pkce.rejects-missing-challenge',
  'as.pkce.rejects-missing-verifier',
  'as.pkce.rejects-unknown-method',
  'as.pkce.rejects-wrong-verifier',
  'as.refresh.bound-to-client',
  'as.refresh.rotates-for-public-clients',
  'as.token.code-bindings',
  'as.token.code-short-lived',
  'as.token.code-single-use',
  'as.token.error-format',
  'as.token.invalid-client-401',
  'as.token.post-only',
  'as.token.rejects-password-grant',
  'as.token.requires-client-authentication',
  'as.token.response-format',
  'as.token.scope-reported',
];

/** The same where the requirement is a recommendation, or the break a lesser one. */
const lacking: readonly RequirementId[] = [
  'as.authz.authenticates-before-redirect',
  'as.iss.advertised',
  'as.pkce.refuses-plain',
  'as.resource.audience-restricted',
  'as.token.code-replay-revokes',
];

const whenRegistering = {
  broken: [
    'as.dcr.error-format',
    'as.dcr.rejects-unsafe-redirects',
    'as.dcr.requires-redirect-uris',
    'as.dcr.secret-rules',
  ],
  lacking: ['as.authz.asks-consent'],
} as const;

describe('a server that checks nothing', async () => {
  const vendor = await startVendor('careless-server.mjs');
  afterAll(() => vendor[Symbol.asyncDispose]());
  const definition = await loadProvider(vendorFile('careless.yaml'), { CARELESS_ISSUER: vendor.issuer }, '.');
  const report = await runEmbedded({
    definition,
    roles: ['authorization-server'],
    revisions: ['2026-07-28'],
    modes: ['dynamic', 'static'],
  });
  const withVerdict = (mode: string, verdict: string) =>
    report.results
      .filter((result) => result.verdict === verdict && result.mode === mode)
      .map(({ requirement }) => requirement)
      .toSorted();

  it.each([
    ['dynamic', 'fail', [...broken, ...whenRegistering.broken]],
    ['dynamic', 'warn', [...lacking, ...whenRegistering.lacking]],
    ['static', 'fail', broken],
    ['static', 'warn', lacking],
  ])('with %s clients, every %s is named, and no other', (mode, verdict, expected) => {
    expect(withVerdict(mode, verdict)).toEqual(expected.toSorted());
  });

  it('shows the exchange that proves each, and finds out everything that applies', () => {
    const failures = report.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
    expect(failures.filter(({ evidence, actual }) => evidence.length === 0 || actual === '')).toEqual([]);
    const open = report.results.filter(({ verdict }) => verdict === 'inconclusive');
    expect(open.map(({ requirement, reason }) => `${requirement}: ${reason}`)).toEqual([]);
    expect(report.exitCode).toBe(1);
  });

  it('shows a control beside what was accepted and must not be', () => {
    const compared = [
      'as.token.code-single-use',
      'as.token.code-bindings',
      'as.pkce.rejects-wrong-verifier',
      'as.authz.exact-redirect-match',
    ];
    const without = report.results.filter(
      ({ requirement, control }) => compared.includes(requirement) && control === null,
    );
    expect(without).toEqual([]);
  });
});
