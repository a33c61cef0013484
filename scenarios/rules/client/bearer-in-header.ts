import { defineRule, type Exchange, fact, headerValue } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 6750 §2.1; MCP token requirements. */
export default defineRule({
  judges: 'client.bearer.authorization-header',
  title: 'Tokens travel in the Authorization header with the Bearer scheme.',
  examine: (trace) => {
    const { mcp, tokens } = requestsOfClient(trace);
    const issued = tokens.find(({ exchange }) => exchange.response?.status === 200)?.exchange;
    // Before it has a token a client may be served by a server that asks for none.
    const hasToken = (exchange: Exchange) =>
      issued !== undefined && trace.exchanges.indexOf(exchange) > trace.exchanges.indexOf(issued);
    return mcp
      .filter(
        (exchange) =>
          ((exchange.response?.status ?? 500) < 300 && hasToken(exchange)) ||
          headerValue(exchange.request.headers, 'authorization') !== null,
      )
      .map((observed) => ({
        observed,
        expect: fact('Authorization: Bearer', () => {
          const header = headerValue(observed.request.headers, 'authorization');
          return header !== null && /^bearer /i.test(header)
            ? null
            : `Authorization ${header?.split(' ')[0] ?? '(absent)'}`;
        }),
      }));
  },
});
