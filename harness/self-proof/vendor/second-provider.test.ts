import { expect, it } from 'vitest';
import { freePort } from '../../testbed/free-port.ts';
import { loadProvider } from '../../testbed/load-provider.ts';
import { runEmbedded } from '../prove.ts';
import { startVendor, vendorFile } from './vendor.test-support.ts';

/**
 * A server that shares no code with the embedded one: what passes there must not be a habit of oidc-provider. What it
 * breaks is known, looked at and in docs/findings.md.
 */
it('judges a server of another make to the end, and blames it for what is written down', async () => {
  const resource = `http://127.0.0.1:${await freePort()}/mcp`;
  await using vendor = await startVendor('better-auth-server.mjs', resource);
  const environment = { VENDOR_ISSUER: vendor.issuer, VENDOR_RESOURCE: resource };
  const report = await runEmbedded({
    definition: await loadProvider(vendorFile('better-auth.yaml'), environment, '.'),
    roles: ['authorization-server'],
    revisions: ['2025-11-25', '2026-07-28'],
    modes: ['dynamic'],
  });
  const of = (verdict: string) => [
    ...new Set(
      report.results.filter((result) => result.verdict === verdict).map(({ requirement }) => requirement),
    ),
  ];
  expect(report.preflight.filter(({ ok }) => !ok)).toEqual([]);
  expect(of('inconclusive')).toEqual([]);
  expect(of('fail')).toEqual(['as.refresh.no-scope-escalation']);
  expect(of('warn')).toEqual([
    'as.pkce.rejects-wrong-verifier',
    'as.token.code-replay-revokes',
    'as.resource.accepts-uppercase',
    'as.resource.audience-restricted',
    'as.resource.invalid-target',
    'as.authz.authenticates-before-redirect',
  ]);
  expect(report.summary.judged).toBeGreaterThan(110);
});
