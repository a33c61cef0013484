import { defineRule, fact, headerValue } from 'mcp-conformance';

/** MCP 2025-11-25 elicitation: URL mode must not authorize the client's access to the MCP server itself. */
export default defineRule({
  judges: 'rs.elicitation.not-own-authorization',
  title:
    "No unauthenticated request is answered with an elicitation that leads to the server's own provider.",
  on: {
    kind: 'mcp',
    to: 'resource-server',
    where: (exchange) =>
      headerValue(exchange.request.headers, 'authorization') === null && exchange.response !== null,
  },
  expect: (trace) =>
    fact('no elicitation URL at the authorization server', ({ exchanges }) => {
      const text = exchanges.at(-1)?.response?.body?.text ?? '';
      const elicits = text.includes('elicitation') && text.includes(new URL(trace.issuer).origin);
      return elicits ? 'an elicitation that leads to the authorization server' : null;
    }),
});
