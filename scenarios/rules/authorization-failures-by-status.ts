import { defineRule, fact, headerValue, jsonObject } from 'mcp-conformance';

/** MCP authorization, error handling: a refused request is an HTTP error, whatever its body says. */
export default defineRule({
  judges: 'rs.errors.http-status',
  title: 'No MCP request without a token is refused under a status of success.',
  otherwise: 'every request carried a token',
  on: {
    kind: 'mcp',
    to: 'resource-server',
    where: (exchange) =>
      headerValue(exchange.request.headers, 'authorization') === null && exchange.request.method === 'POST',
  },
  expect: fact('an HTTP error status', ({ status, exchanges }) => {
    if (status < 200 || status > 299) return null;
    const message = jsonObject(exchanges.at(-1)?.response?.body);
    // What is served openly is no refusal, and judged elsewhere.
    if (message && 'result' in message) return null;
    const error = message?.['error'];
    return error ? `${status} with a JSON-RPC error` : `${status}`;
  }),
});
