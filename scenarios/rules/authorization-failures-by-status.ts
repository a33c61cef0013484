import { defineRule, fact, headerValue, jsonObject } from 'mcp-conformance';

/** MCP authorization, error handling: a refused request is an HTTP error, whatever its body says. */
export default defineRule({
  judges: 'rs.errors.http-status',
  title: 'No MCP request without a token is answered with success.',
  otherwise: 'every request carried a token',
  on: {
    kind: 'mcp',
    to: 'resource-server',
    where: (exchange) =>
      headerValue(exchange.request.headers, 'authorization') === null && exchange.request.method === 'POST',
  },
  expect: fact('an HTTP error status', ({ status, exchanges }) => {
    if (status < 200 || status > 299) return null;
    const error = jsonObject(exchanges.at(-1)?.response?.body)?.['error'];
    return error ? `${status} with a JSON-RPC error` : `${status}`;
  }),
});
