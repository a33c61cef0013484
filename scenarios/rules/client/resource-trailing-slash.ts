import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient, resourceNamedBy } from '../../observed/client-requests.ts';

/** MCP canonical server URI: the form without a slash at the end. */
export default defineRule({
  judges: 'client.resource.no-trailing-slash',
  title: 'The resource named does not end with a slash that nobody wrote.',
  otherwise: 'no resource parameter was sent',
  examine: (trace) =>
    requestsOfClient(trace)
      .authorizations.filter(({ query }) => query.has('resource'))
      .map(({ exchange: observed, query }) => ({
        observed,
        expect: fact('no slash at the end, unless the server is named with one', () => {
          const resource = query.get('resource') ?? '';
          const isNamed = [trace.resourceUrl, resourceNamedBy(trace)].includes(resource);
          return resource.endsWith('/') && !isNamed ? `resource ${resource}` : null;
        }),
      })),
});
