import { afterAll, describe, expect, it } from 'vitest';
import type { Revision } from '../../catalogue/vocabulary.ts';
import { loadProvider } from '../../testbed/load-provider.ts';
import { standInUsers } from '../../testbed/start-provider.ts';
import { runEmbedded } from '../prove.ts';
import { startVendorServer } from './vendor.test-support.ts';

/** What the MCP SDK 1 does otherwise: looked at one by one, and written down in docs/findings.md. */
const broken = ['rs.bearer.malformed-header', 'rs.transport.origin-validated'];
const lesser = ['rs.challenge.no-error-without-token', 'rs.session.bound-to-user'];

describe('an MCP server of somebody else, on the MCP SDK 1', async () => {
  const definition = await loadProvider('oidc-provider', {}, '.');
  const urls: string[] = [];
  // One provider for all runs, because the server is told once whom it trusts.
  const started = await definition.start?.({
    resources: () => urls,
    faults: [],
    documents: async () => new Response('none', { status: 404 }),
    users: standInUsers,
  });
  if (!started) throw new Error('the stand-in cannot be started');
  const server = await startVendorServer('sdk-resource-server.mjs', started.issuer);
  urls.push(server.url);
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await started.stop();
  });
  const running = { ...definition, start: async () => ({ ...started, stop: async () => {} }) };
  const judge = async (revision: Revision) => {
    const options = { definition: running, roles: ['resource-server'], revisions: [revision] } as const;
    const report = await runEmbedded({ ...options, serverUrl: server.url });
    const having = (verdict: string) =>
      report.results.filter((result) => result.verdict === verdict).map(({ requirement }) => requirement);
    return { report, having };
  };

  it.each(['2025-06-18', '2025-11-25'] as const)(
    'is blamed in %s for what is written down, and for nothing else',
    { timeout: 60_000 },
    async (revision) => {
      const { report, having } = await judge(revision);
      expect(having('fail').toSorted()).toEqual(broken);
      expect(having('warn').toSorted()).toEqual(lesser);
      const open = report.results.filter(({ verdict }) => verdict === 'inconclusive');
      expect(open.filter(({ blockedBy }) => blockedBy !== 'rs.transport.origin-validated')).toEqual([]);
      expect(having('pass').length).toBeGreaterThan(30);
      expect(report.preflight.filter(({ ok }) => !ok)).toEqual([]);
      expect(report.exitCode).toBe(1);
    },
  );

  it('is blamed for nothing in a revision that it does not speak, and the report says so', {
    timeout: 60_000,
  }, async () => {
    const { report, having } = await judge('2026-07-28');
    expect(having('fail')).toEqual([]);
    expect(having('warn')).toEqual(['rs.challenge.no-error-without-token']);
    expect(report.notices.join()).toContain(
      'name one that it does with --spec, for instance --spec 2025-11-25',
    );
    expect(report.exitCode).toBe(3);
  });
});
