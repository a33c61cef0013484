import { describe, expect, it } from 'vitest';
import { loadBaseline } from '../../cli/run/baseline-file.ts';
import { loadProvider } from '../../testbed/load-provider.ts';
import { runEmbedded } from '../prove.ts';
import { startVendor, vendorFile } from './vendor.test-support.ts';

const baseline = loadBaseline(vendorFile('baseline.yaml'), '.');

/** Vendors that run oidc-provider unpatched: what they break is known, looked at and in docs/findings-oidc-provider.md. */
describe('a real server as a vendor runs it', () => {
  it.each([
    ['provider.ts', 'server.mjs', ['as.token.scope-reported']],
    ['provider.yaml', 'server.mjs', ['as.token.scope-reported']],
    ['plain.yaml', 'plain-server.mjs', ['as.resource.accepts-uppercase', 'as.token.scope-reported']],
  ])(
    '%s is blamed for nothing but what is written down',
    { timeout: 120_000 },
    async (file, script, lesser) => {
      await using vendor = await startVendor(script);
      const environment = {
        VENDOR_ISSUER: vendor.issuer,
        VENDOR_CLIENT_SECRET: 'vendor-secret-for-the-fixture',
      };
      const report = await runEmbedded({
        definition: await loadProvider(vendorFile(file), environment, '.'),
        baseline,
        roles: ['authorization-server'],
        revisions: ['2026-07-28'],
        modes: ['dynamic', 'static'],
      });
      // Its tokens know no scope of our MCP server, or know it: either way they are taken there.
      expect(report.preflight.filter(({ ok }) => !ok)).toEqual([]);
      const blamed = report.results
        .filter(({ verdict, baseline: known }) => !/^(pass|skip|warn)$/.test(verdict) && known === null)
        .map(({ requirement, mode, verdict, actual, reason }) =>
          [requirement, mode, verdict, actual || reason].join(' '),
        );
      expect(blamed).toEqual([]);
      const warned = report.results
        .filter(({ verdict }) => verdict === 'warn')
        .map(({ requirement }) => requirement);
      expect([...new Set(warned)]).toEqual(lesser);
      expect(report.exitCode).toBe(0);
      expect(report.summary.judged).toBeGreaterThan(90);
    },
  );
});
