import { allOf, defineScenario, leniently, nothing, reached } from 'mcp-conformance';
import { actions } from '../observed/discovery.ts';

/** MCP 2025-06-18: the authorization server is named by the resource metadata, not assumed. */
export default defineScenario({
  title: 'Has a decoy of an authorization server on the origin of the MCP server.',
  subject: 'client',
  judges: ['client.prm.drives-as-selection'],
  modes: 'any',
  faults: ['rs.origin.decoy-authorization-server', 'as.authz.denies-at-once'],

  async run({ client, resource, trace, judge }) {
    await client.connect();
    const { origin } = new URL(resource.url);
    const where = ({ request }: { request: { url: string } }) => request.url.startsWith(origin);
    judge('client.prm.drives-as-selection', {
      control: reached(trace, 'resource-metadata'),
      observed: trace,
      expect: allOf(
        nothing(actions, { where }),
        leniently(
          nothing('server-metadata', { where }),
          'It reads the metadata of an issuer that nothing names.',
        ),
      ),
    });
  },
});
