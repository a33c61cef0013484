import { defineScenario, fact, jsonObject, reached } from 'mcp-conformance';
import { sentBy } from '../observed/client-flow.ts';
import { actions } from '../observed/discovery.ts';

/** RFC 9728 §7.6; MCP 2025-06-18 authorization server location. */
export default defineScenario({
  title: 'Lists two authorization servers.',
  subject: 'client',
  judges: ['client.prm.picks-listed-issuer'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.prm.two-authorization-servers'],

  async run({ client, trace, judge, cannotTell }) {
    const { message } = await client.connect();
    const document = reached(trace, 'resource-metadata').exchanges[0]?.response?.body;
    const listed = jsonObject(document)?.['authorization_servers'];
    const origins = [listed ?? []].flat().map((issuer) => new URL(String(issuer)).origin);
    if (!reached(trace, 'authorization-request').accepted)
      return cannotTell('client.prm.picks-listed-issuer', message);
    judge('client.prm.picks-listed-issuer', {
      observed: trace,
      expect: fact('all requests at one of the listed servers', (flow) => {
        const used = new Set(
          actions.flatMap((kind) => sentBy(flow, kind).map(({ request }) => new URL(request.url).origin)),
        );
        const stranger = [...used].find((origin) => !origins.includes(origin));
        if (stranger) return `a request at ${stranger}, which is not listed`;
        return used.size > 1 ? `requests at ${[...used].join(' and ')}` : null;
      }),
    });
  },
});
