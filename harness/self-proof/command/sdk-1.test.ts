import { describe, expect, it } from 'vitest';
import { judgeFixture } from './command.test-support.ts';

/** What a client on the MCP SDK 1 does otherwise: looked at one by one, and written down in docs/findings.md. */
const broken = [
  'client.metadata.rejects-issuer-mismatch',
  'client.pkce.refuses-unadvertised-oauth',
  'client.pkce.refuses-unadvertised-oidc',
  'client.token.basic-encoding',
  'client.token.code-used-once',
];
const lesser = [
  'client.challenge.tolerates-syntax-variants',
  'client.prm.halts-without-authorization-server',
  'client.prm.requires-identical-resource',
];

describe('a client of somebody else, on the MCP SDK 1', () => {
  it('is blamed for what is written down, and for nothing else', { timeout: 300_000 }, async () => {
    const { report, having } = await judgeFixture('sdk-1.mjs', '2025-11-25');
    expect(having('fail')).toEqual(broken);
    expect(having('warn')).toEqual(lesser);
    expect(having('inconclusive')).toEqual([
      'client.refresh.replaces-rotated',
      'client.security.https-oauth-urls',
    ]);
    expect(having('pass').length).toBeGreaterThan(60);
    expect(report.preflight.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.exitCode).toBe(1);
    expect(report.subjects.client?.name).toContain('sdk-1.mjs');
  });

  it('is not judged in a revision that it does not speak, and the report says which it does', {
    timeout: 60_000,
  }, async () => {
    const { report, having } = await judgeFixture('sdk-1.mjs', '2026-07-28');
    expect([...having('fail'), ...having('warn'), ...having('pass')]).toEqual([]);
    expect(report.preflight.at(-1)?.detail).toContain(
      'Name a revision that it speaks, for instance --spec 2025-11-25',
    );
    expect(report.exitCode).toBe(3);
  });
});
