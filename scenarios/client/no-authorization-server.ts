import { defineScenarios, nothing } from 'mcp-conformance';
import { arose, sentBy } from '../observed/client-flow.ts';
import { beginnings } from '../observed/discovery.ts';

/** MCP 2025-11-25 authorization server discovery, sequence diagram. */
export default defineScenarios({
  title: 'Names no authorization server.',
  subject: 'client',
  modes: 'any',
  rows: [
    { faults: ['rs.prm.missing'], judges: 'client.prm.halts-without-authorization-server' },
    {
      faults: ['rs.prm.without-authorization-servers'],
      judges: 'client.prm.halts-without-authorization-server',
    },
  ],

  async run({ client, trace, judge, row }) {
    await client.connect();
    const [asked] = sentBy(trace, 'resource-metadata');
    judge(row.judges, {
      control: arose('the client did not ask for resource metadata', asked),
      observed: trace,
      expect: nothing(beginnings),
    });
  },
});
