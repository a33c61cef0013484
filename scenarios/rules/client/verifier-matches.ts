import { defineRule, fact, type TraceView } from 'mcp-conformance';
import { requestOfCode, requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 7636 §4.5. */
export default defineRule({
  judges: 'client.pkce.sends-matching-verifier',
  title: 'The code_verifier of a token request belongs to the challenge of its code.',
  otherwise: 'no code was redeemed',
  examine: (trace) =>
    requestsOfClient(trace)
      .tokens.filter(({ form }) => form.get('grant_type') === 'authorization_code')
      .map(({ exchange: observed, form }) => ({
        observed,
        expect: fact('the verifier whose S256 was sent', () => verifierFits(trace, form)),
      })),
});

function verifierFits(trace: TraceView, form: URLSearchParams) {
  const verifier = form.get('code_verifier');
  if (verifier === null) return 'code_verifier (absent)';
  const challenge = requestOfCode(trace, form.get('code') ?? '')?.get('code_challenge');
  return challenge === undefined || trace.secrets.get(verifier)?.s256 === challenge
    ? null
    : 'a verifier of another challenge';
}
