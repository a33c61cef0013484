import { allOf, defineScenarios, fact, reached, something } from 'mcp-conformance';
import { resourceMetadataUrls } from '../observed/discovery.ts';

/** MCP 2025-11-25 protected resource metadata discovery; RFC 9728 §3.1. */
export default defineScenarios({
  title: 'Names no metadata URL, and publishes at one well-known URL only.',
  subject: 'client',
  modes: 'any',
  rows: [
    { name: 'at-the-path', faults: [], wanted: ['path'], judges: 'client.prm.falls-back-to-well-known' },
    {
      name: 'at-the-root',
      faults: ['rs.prm.root-only'],
      wanted: ['path', 'root'],
      judges: 'client.prm.falls-back-to-well-known',
    },
  ].map((row) => ({
    ...row,
    judges: 'client.prm.falls-back-to-well-known' as const,
    faults: ['rs.challenge.without-resource-metadata', 'as.authz.denies-at-once', ...row.faults],
  })),

  async run({ client, trace, judge, cannotTell, resource, row }) {
    const { message } = await client.connect();
    if (!reached(trace, 'resource-metadata').exchanges.length) return cannotTell(row.judges, message);
    const { pathname } = new URL(resource.url);
    judge(row.judges, {
      observed: trace,
      expect: allOf(
        fact(`requests at the ${row.wanted.join(', then the ')}`, (flow) => {
          const asked = resourceMetadataUrls(flow).map((url) => (url.endsWith(pathname) ? 'path' : 'root'));
          return asked.join() === row.wanted.join() ? null : `requests at the ${asked.join(', then the ')}`;
        }),
        something('server-metadata'),
      ),
    });
  },
});
