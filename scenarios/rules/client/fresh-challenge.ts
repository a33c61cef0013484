import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 7636 §4.1: a verifier is made for each authorization request. */
export default defineRule({
  judges: 'client.pkce.fresh-per-request',
  title: 'No two authorization requests carry the same code_challenge.',
  otherwise: 'no client made two authorization requests',
  examine: (trace) => {
    const { authorizations } = requestsOfClient(trace);
    const seen = authorizations.map(({ query }) => query.get('code_challenge'));
    return authorizations.slice(1).map(({ exchange: observed }, index) => ({
      observed,
      expect: fact('another code_challenge than before', () =>
        seen.slice(0, index + 1).includes(seen[index + 1] ?? null)
          ? 'a code_challenge that was used before'
          : null,
      ),
    }));
  },
});
