import { allOf, defineScenario, never, nothing, reached, something } from 'mcp-conformance';
import { actions, resourceMetadataUrls } from '../observed/discovery.ts';

const named = (url: string) => url.endsWith('/meta/of-this-server');

/** RFC 9728 §5.1; MCP 2025-06-18: what the challenge names comes before the well-known URLs. */
export default defineScenario({
  title: 'Names a metadata URL in the challenge, and has decoys at the well-known ones.',
  subject: 'client',
  judges: ['client.prm.uses-challenge-url'],
  modes: 'any',
  faults: ['rs.prm.at-custom-url', 'as.authz.denies-at-once'],

  async run({ client, trace, judge }) {
    await client.connect();
    judge('client.prm.uses-challenge-url', {
      control: reached(trace, 'resource-metadata'),
      observed: trace,
      expect: allOf(
        something('resource-metadata', { where: ({ request }) => named(request.url) }),
        nothing(['server-metadata', ...actions], { where: ({ request }) => request.url.includes('/trap') }),
        never('no look at the well-known URLs', (flow) => {
          const other = resourceMetadataUrls(flow).find((url) => !named(url));
          return other
            ? {
                ok: false,
                lesser: 'It looks at well-known URLs too, although the challenge names the document.',
                actual: `GET ${other}`,
              }
            : null;
        }),
      ),
    });
  },
});
