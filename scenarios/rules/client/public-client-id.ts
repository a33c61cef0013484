import { defineRule, fact, headerValue } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 6749 §3.2.1. */
export default defineRule({
  judges: 'client.token.public-sends-client-id',
  title: 'A client that does not authenticate names itself in the token request.',
  otherwise: 'every token request was authenticated',
  examine: (trace) =>
    requestsOfClient(trace)
      .tokens.filter(
        ({ exchange, form }) =>
          headerValue(exchange.request.headers, 'authorization') === null && !form.has('client_assertion'),
      )
      .map(({ exchange: observed, form }) => ({
        observed,
        expect: fact('client_id in the body', () => (form.get('client_id') ? null : 'client_id (absent)')),
      })),
});
