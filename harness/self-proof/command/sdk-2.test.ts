import { describe, expect, it } from 'vitest';
import { judgeFixture } from './command.test-support.ts';

/** What a client on the MCP SDK 2 does otherwise: looked at one by one, and written down in docs/findings.md. */
const broken = [
  'client.pkce.refuses-unadvertised-oauth',
  'client.pkce.refuses-unadvertised-oidc',
  'client.token.basic-encoding',
  'client.token.code-used-once',
];
const lesser = [
  'client.challenge.tolerates-syntax-variants',
  'client.prm.halts-without-authorization-server',
  'client.prm.requires-identical-resource',
  'client.stepup.union',
];

describe('a client of somebody else, on the MCP SDK 2', () => {
  it('is blamed for what is written down, and for nothing else', { timeout: 300_000 }, async () => {
    const { report, having } = await judgeFixture('sdk-2.mjs', '2026-07-28');
    expect(having('fail')).toEqual(broken);
    expect(having('warn')).toEqual(lesser);
    expect(having('inconclusive')).toEqual([
      'client.refresh.replaces-rotated',
      'client.security.https-oauth-urls',
      'client.stepup.retries-request',
      'client.transport.private-cache-per-token',
    ]);
    expect(having('pass').length).toBeGreaterThan(80);
    expect(report.preflight.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.exitCode).toBe(1);
  });

  it('is handed credentials that were made by hand, and binds them to who they are for', {
    timeout: 120_000,
  }, async () => {
    const { having } = await judgeFixture('sdk-2.mjs', '2026-07-28', {
      mode: 'static',
      wantsScenario: (id) =>
        ['client/configured-elsewhere', 'client/moved-authorization-server'].includes(id) ||
        id.startsWith('client/configured-client'),
    });
    expect([...having('fail'), ...having('warn'), ...having('inconclusive')]).toEqual([]);
    expect(having('pass')).toContain('client.binding.mismatched-preregistration-errors');
    expect(having('pass')).toContain('client.binding.no-cross-as-credentials');
  });
});
