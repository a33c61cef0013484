import { defineScenario, fact, isHidden } from 'mcp-conformance';
import { grants, listings, scopesOf, sentBy, tokenOf } from '../observed/client-flow.ts';

/** MCP 2025-11-25 and 2026-07-28 step-up authorization flow. */
export default defineScenario({
  title: 'Asks for one more scope when the tools are listed.',
  subject: 'client',
  judges: ['client.stepup.attempts', 'client.stepup.union', 'client.stepup.retries-request'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.scope.listing-needs-more', 'as.token.scope-unreported'],

  async run({ client, trace, judge, doesNotApply, cannotTell }) {
    const outcome = await client.connect();
    const refused = listings(trace).find(({ response }) => response?.status === 403);
    if (!refused) return cannotTell('client.stepup.attempts', outcome.message);
    const requests = sentBy(trace, 'authorization-request');
    const [first] = requests;
    const again = requests.find(
      (request) => trace.exchanges.indexOf(request) > trace.exchanges.indexOf(refused),
    );
    judge('client.stepup.attempts', {
      observed: again ?? refused,
      expect: fact('a request for the missing scope, or a clear error', () => {
        if (again) return scopesOf(again).includes('mcp:write') ? null : `scope ${scopesOf(again).join(' ')}`;
        if (isHidden(outcome, 'told')) return { ok: false, unclear: outcome.message, actual: 'no request' };
        return outcome.ok ? 'the client says that all is well' : null;
      }),
    });
    if (!again || !first)
      return doesNotApply(
        ['client.stepup.union', 'client.stepup.retries-request'],
        'the client does not step up',
      );
    judge('client.stepup.union', {
      observed: again,
      expect: fact('the scopes of both requests', () => {
        const missing = scopesOf(first).filter((scope) => !scopesOf(again).includes(scope));
        return missing.length > 0 ? `scope ${scopesOf(again).join(' ')}, without ${missing.join(' ')}` : null;
      }),
    });
    const granted = grants(trace, 'authorization_code').some(
      (exchange) =>
        trace.exchanges.indexOf(exchange) > trace.exchanges.indexOf(again) &&
        exchange.response?.status === 200,
    );
    if (!granted)
      return cannotTell('client.stepup.retries-request', `no further token was issued: ${outcome.message}`);
    const last = listings(trace).at(-1) ?? refused;
    judge('client.stepup.retries-request', {
      observed: last,
      expect: fact('the request again, with another token', () =>
        tokenOf(last) === tokenOf(refused) ? 'no request with another token' : null,
      ),
    });
  },
});
