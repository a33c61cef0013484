import { defineRule, fact, headerValue } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** MCP token requirements: authorization is part of every request, even in one session. */
export default defineRule({
  judges: 'client.bearer.every-request',
  title: 'After the first authorized request none goes without the token.',
  otherwise: 'the client was never authorized',
  examine: (trace) => {
    const { mcp } = requestsOfClient(trace);
    const first = mcp.findIndex(({ request }) => headerValue(request.headers, 'authorization') !== null);
    return (first < 0 ? [] : mcp.slice(first)).map((observed) => ({
      observed,
      expect: fact('an Authorization header', () =>
        headerValue(observed.request.headers, 'authorization') === null
          ? `${observed.request.method} without a token`
          : null,
      ),
    }));
  },
});
