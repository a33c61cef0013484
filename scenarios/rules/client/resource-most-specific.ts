import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient, resourceNamedBy } from '../../observed/client-requests.ts';

/** MCP canonical server URI: the most specific one that the client knows. */
export default defineRule({
  judges: 'client.resource.most-specific',
  title: 'The resource named keeps the path of the MCP server.',
  otherwise: 'no resource parameter was sent',
  examine: (trace) =>
    requestsOfClient(trace)
      .authorizations.filter(({ query }) => URL.canParse(query.get('resource') ?? ''))
      .map(({ exchange: observed, query }) => ({
        observed,
        expect: fact('the path of the endpoint, unless the metadata names less', () => {
          const resource = query.get('resource') ?? '';
          const isBare = new URL(resource).pathname === '/' && new URL(trace.resourceUrl).pathname !== '/';
          return isBare && resource !== resourceNamedBy(trace) ? `resource ${resource}` : null;
        }),
      })),
});
