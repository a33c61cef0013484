import { allOf, defineScenario, fact, never } from 'mcp-conformance';
import { arose, sentBy } from '../observed/client-flow.ts';
import { actions } from '../observed/discovery.ts';

/** MCP 2025-03-26 server metadata discovery, and fallbacks for servers without it. */
export default defineScenario({
  title: 'Publishes no metadata, and has its endpoints at the default paths of the origin.',
  subject: 'client',
  judges: ['client.legacy.base-url-drops-path', 'client.legacy.defaults-after-metadata'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.metadata.missing'],

  async run({ client, trace, judge }) {
    await client.connect();
    const [asked] = sentBy(trace, 'server-metadata');
    const control = arose('the client did not ask for metadata', asked);
    judge('client.legacy.base-url-drops-path', {
      control,
      observed: trace,
      expect: never('nothing below the path of the MCP endpoint', (flow) => {
        const astray = ['server-metadata' as const, ...actions]
          .flatMap((kind) => sentBy(flow, kind))
          .find(({ request }) => /\/mcp(\/|$)/.test(new URL(request.url).pathname));
        return astray ? `${astray.request.method} ${astray.request.url}` : null;
      }),
    });
    judge('client.legacy.defaults-after-metadata', {
      control,
      observed: trace,
      expect: allOf(
        fact('metadata is asked for first', (flow) => {
          const [first] = actions.flatMap((kind) => sentBy(flow, kind).slice(0, 1));
          const isFirst = !first || !asked || flow.exchanges.indexOf(asked) < flow.exchanges.indexOf(first);
          return isFirst ? null : 'metadata is asked for later';
        }),
        fact('then the default endpoints are used', (flow) => {
          const used = actions.flatMap((kind) =>
            sentBy(flow, kind).map(({ request }) => new URL(request.url).pathname),
          );
          const missing = ['/authorize', '/token'].find((path) => !used.includes(path));
          return missing ? `no request at ${missing}` : null;
        }),
      ),
    });
  },
});
