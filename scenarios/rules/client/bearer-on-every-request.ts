import { defineRule, type Exchange, fact, headerValue, type TraceView } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** MCP token requirements: authorization is part of every request, even in one session. */
export default defineRule({
  judges: 'client.bearer.every-request',
  title: 'After the first authorized request none goes without the token.',
  otherwise: 'the client was never authorized',
  examine: (trace) =>
    withTokenAtHand(trace).map((observed) => ({
      observed,
      expect: fact('an Authorization header', () =>
        isAuthorized(observed) ? null : `${observed.request.method} without a token`,
      ),
    })),
});

/** MCP requests from the first authorized one on. A client that a 401 took the token from has none to send. */
function withTokenAtHand(trace: TraceView): readonly Exchange[] {
  const { mcp, tokens } = requestsOfClient(trace);
  const grants = tokens.map(({ exchange }) => exchange).filter(({ response }) => response?.status === 200);
  const judged: Exchange[] = [];
  let holdsToken = false;
  for (const exchange of trace.exchanges) {
    if (grants.includes(exchange)) holdsToken ||= judged.length > 0;
    if (!mcp.includes(exchange)) continue;
    if (holdsToken || isAuthorized(exchange)) judged.push(exchange);
    if (isAuthorized(exchange)) holdsToken = exchange.response?.status !== 401;
  }
  return judged;
}

function isAuthorized({ request }: Exchange): boolean {
  return headerValue(request.headers, 'authorization') !== null;
}
