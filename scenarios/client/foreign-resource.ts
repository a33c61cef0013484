import { defineScenarios, leniently, nothing, reached } from 'mcp-conformance';
import { beginnings } from '../observed/discovery.ts';

/** RFC 9728 §3.3: metadata that describes another resource must not be used. */
export default defineScenarios({
  title: 'Publishes metadata of another resource.',
  subject: 'client',
  modes: 'any',
  rows: [
    { faults: 'rs.prm.resource-of-another-host', judges: 'client.prm.rejects-foreign-resource' },
    { faults: 'rs.prm.resource-of-a-sibling', judges: 'client.prm.requires-identical-resource' },
    // SDKs accept a parent, and MCP does not say; RFC 9728 does.
    { faults: 'rs.prm.resource-parent-path', judges: 'client.prm.requires-identical-resource', parent: true },
  ],

  async run({ client, trace, judge, row }) {
    await client.connect();
    const refused = nothing(beginnings);
    judge(row.judges, {
      control: reached(trace, 'resource-metadata'),
      observed: trace,
      expect:
        'parent' in row
          ? leniently(refused, 'It goes on with a resource that is a parent of its server.')
          : refused,
    });
  },
});
