import { describe, expect, it } from 'vitest';
import { broken, judgeOwnServer } from '../../../harness/self-proof/judge-own-server.ts';

const timeout = 240_000;

/** Every deviation of Clerk's documented code, as docs/findings.md tells them. */
const documented = [
  'rs.bearer.header-accepted',
  'rs.bearer.malformed-header',
  'rs.challenge.present-on-401',
  'rs.challenge.well-formed',
  'rs.token.rejects-foreign-issuer',
  'rs.token.rejects-missing-audience',
  'rs.token.rejects-wrong-audience',
  'rs.transport.origin-validated',
  'rs.transport.streams-and-delete-authenticated',
];

describe('the Clerk-backed MCP server, judged (slow: whole runs with real processes)', () => {
  it.each(['jwt', 'opaque'] as const)(
    'hardened: breaks nothing, with %s tokens',
    { timeout },
    async (tokenFormat) => {
      const report = await judgeOwnServer('clerk', {
        variant: 'hardened',
        tokenFormat,
        revisions: ['2025-06-18', '2025-11-25', '2026-07-28'],
      });
      expect(broken(report)).toEqual([]);
      expect(report.summary).toMatchObject({ fail: 0, warn: 0, inconclusive: 0 });
      expect(report.summary.judged).toBe(report.summary.apply);
      expect(report.exitCode).toBe(0);
      expect(report.subjects['resource-server']?.name).toBe('Clerk-backed MCP server (hardened)');
    },
  );

  it('stock: breaks exactly what is documented, and goes on after it crashed', { timeout }, async () => {
    const report = await judgeOwnServer('clerk', { variant: 'stock', revisions: ['2025-11-25'] });
    expect(broken(report)).toEqual(documented);
    const crash = report.results.find(({ requirement }) => requirement === 'rs.bearer.malformed-header');
    expect(crash?.actual).toContain('the process exited with code 1');
    const [killer] = crash?.evidence ?? [];
    expect(report.exchanges.find(({ id }) => id === killer)?.failure?.code).toBe('process-ended');
    // What could not be judged follows from what is broken; nobody else's verdict suffered from the crash.
    const unexplained = report.results.filter(
      ({ verdict, blockedBy }) => verdict === 'inconclusive' && blockedBy === null,
    );
    expect(unexplained).toEqual([]);
    expect(report.exitCode).toBe(1);
  });
});
