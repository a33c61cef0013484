import { defineRule, fact } from 'mcp-conformance';
import { scopesOf } from '../../observed/client-flow.ts';
import { requestsOfClient, scopesNamed } from '../../observed/client-requests.ts';

/** MCP scope minimization. */
export default defineRule({
  judges: 'client.scope.least-privilege',
  title: 'No scope is asked for that neither a challenge nor the resource metadata names.',
  otherwise: 'no scope was named',
  examine: (trace) => {
    const named = new Set(['offline_access', ...scopesNamed(trace)]);
    return (named.size > 1 ? requestsOfClient(trace).authorizations : []).map(({ exchange: observed }) => ({
      observed,
      expect: fact(`none beyond ${[...named].join(', ')}`, () => {
        const extra = scopesOf(observed).filter((scope) => !named.has(scope));
        return extra.length > 0 ? `scope ${extra.join(' ')} as well` : null;
      }),
    }));
  },
});
