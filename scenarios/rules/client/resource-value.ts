import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** MCP canonical server URI. */
export default defineRule({
  judges: 'client.resource.identifies-server',
  title: 'The resource named is the MCP server.',
  otherwise: 'no resource parameter was sent',
  examine: (trace) =>
    requestsOfClient(trace).authorizations.map(({ exchange: observed, query }) => ({
      observed,
      expect: fact('the MCP endpoint, or a parent of it that its metadata names', () =>
        query.has('resource') && !identifies(query.get('resource') ?? '', trace.resourceUrl)
          ? `resource ${query.get('resource')}`
          : null,
      ),
    })),
});

/** The endpoint itself, or a parent path on the same origin. */
function identifies(resource: string, endpoint: string): boolean {
  if (!URL.canParse(resource)) return false;
  const [named, known] = [new URL(resource), new URL(endpoint)];
  return named.origin === known.origin && known.pathname.startsWith(named.pathname.replace(/\/$/, ''));
}
