import { describe, expect, it } from 'vitest';
import { judgeFixture } from './command.test-support.ts';

/** What `careless.mjs` does not do, and what it does that it must not. */
const broken = [
  'client.authz.keeps-endpoint-query',
  'client.authz.stops-on-error-response',
  'client.metadata.order-issuer-with-path',
  'client.metadata.order-issuer-without-path',
  'client.metadata.rejects-issuer-mismatch',
  'client.pkce.no-downgrade',
  'client.pkce.refuses-unadvertised-oauth',
  'client.pkce.sends-challenge',
  'client.prm.falls-back-to-well-known',
  'client.prm.rejects-foreign-resource',
  'client.prm.requires-identical-resource',
  'client.prm.uses-challenge-url',
  'client.resource.in-authorization-request',
  'client.resource.in-token-request',
  'client.resource.not-dropped-on-invalid-target',
  'client.resource.sent-unconditionally',
  'client.scope.no-set-assumption',
  'client.state.csrf-defence',
  'client.token.supported-auth-method',
];

describe('a client of somebody else that takes what it gets', () => {
  it('is named for each of its defects', { timeout: 300_000 }, async () => {
    const { report, having } = await judgeFixture('careless.mjs', '2025-11-25');
    expect(having('fail')).toEqual(broken);
    expect(having('warn')).toEqual([
      'client.prm.halts-without-authorization-server',
      'client.scope.falls-back-to-prm',
      'client.scope.uses-challenge',
      'client.state.sent',
    ]);
    expect(report.exitCode).toBe(1);
  });

  it('is not held responsible for what it never came to: its tokens are refused, for their audience', {
    timeout: 60_000,
  }, async () => {
    const { report, having } = await judgeFixture('careless.mjs', '2025-11-25', {
      wantsScenario: (id) =>
        ['client/expired-token', 'client/refused-refresh', 'client/step-up'].includes(id),
    });
    expect([...having('pass'), ...having('fail'), ...having('warn')]).toEqual([]);
    const open = report.results.filter(({ verdict }) => verdict === 'inconclusive');
    expect(open.length).toBeGreaterThan(3);
    expect(open.filter(({ reason }) => reason === '')).toEqual([]);
    expect(report.preflight.at(-1)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('The client was not served with a token'),
    });
  });
});
