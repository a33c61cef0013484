import { defineRule, fact, type TraceView } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 7636 §4.1. */
export default defineRule({
  judges: 'client.pkce.verifier-format',
  title: 'Code verifiers have the length and the characters of RFC 7636.',
  otherwise: 'no code_verifier was sent',
  examine: (trace) =>
    requestsOfClient(trace)
      .tokens.filter(({ form }) => form.has('code_verifier'))
      .map(({ exchange: observed, form }) => ({
        observed,
        expect: fact('43 to 128 unreserved characters', () =>
          formatOf(trace, form.get('code_verifier') ?? ''),
        ),
      })),
});

function formatOf(trace: TraceView, verifier: string) {
  const facts = trace.secrets.get(verifier);
  if (!facts) return null;
  if (facts.length < 43 || facts.length > 128) return `${facts.length} characters`;
  return facts.unreserved ? null : 'characters outside the unreserved set';
}
