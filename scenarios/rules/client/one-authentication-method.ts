import { defineRule, fact, headerValue } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 6749 §2.3: no more than one method in a request. */
export default defineRule({
  judges: 'client.token.supported-auth-method',
  title: 'A token request authenticates in one way.',
  examine: (trace) =>
    requestsOfClient(trace).tokens.map(({ exchange: observed, form }) => ({
      observed,
      expect: fact('one authentication method', () =>
        form.has('client_secret') && headerValue(observed.request.headers, 'authorization') !== null
          ? 'a secret in header and body'
          : null,
      ),
    })),
});
