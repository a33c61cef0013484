import { defineRule, fact, type TraceView } from 'mcp-conformance';
import { requestOfCode, requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 6749 §4.1.3. */
export default defineRule({
  judges: 'client.token.redirect-uri-identical',
  title: 'A redirect_uri in the token request is the one of the authorization request.',
  otherwise: 'no token request repeats a redirect_uri',
  examine: (trace) =>
    requestsOfClient(trace)
      .tokens.filter(({ form }) => form.has('redirect_uri'))
      .map(({ exchange: observed, form }) => ({
        observed,
        expect: fact('the redirect_uri that was asked for', () => sameRedirect(trace, form)),
      })),
});

function sameRedirect(trace: TraceView, form: URLSearchParams) {
  const asked = requestOfCode(trace, form.get('code') ?? '')?.get('redirect_uri');
  return asked === undefined || asked === form.get('redirect_uri')
    ? null
    : `redirect_uri ${form.get('redirect_uri')}`;
}
