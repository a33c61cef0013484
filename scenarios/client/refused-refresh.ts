import { allOf, defineScenario, fact, formOf, isHidden } from 'mcp-conformance';
import { grants, sentBy } from '../observed/client-flow.ts';

/** RFC 6749 §5.2: a refresh token that is refused leads back to the user. */
export default defineScenario({
  title: 'Refuses the refresh token of the client.',
  subject: 'client',
  judges: ['client.refresh.recovers-from-invalid-grant'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.token.refused-at-first-listing', 'as.refresh.refused'],

  async run({ client, trace, judge, doesNotApply, cannotTell }) {
    const outcome = await client.connect();
    const refreshes = grants(trace, 'refresh_token');
    const last = refreshes.at(-1);
    if (trace.first('token-request') === undefined)
      return cannotTell('client.refresh.recovers-from-invalid-grant', outcome.message);
    const again = sentBy(trace, 'authorization-request').length > 1;
    if (!last && !again) return cannotTell('client.refresh.recovers-from-invalid-grant', outcome.message);
    if (!last)
      return doesNotApply('client.refresh.recovers-from-invalid-grant', 'the client does not refresh');
    const used = refreshes.map((refresh) => formOf(refresh).get('refresh_token'));
    judge('client.refresh.recovers-from-invalid-grant', {
      observed: last,
      expect: allOf(
        fact('at most two tries with one refresh token', () =>
          used.filter((token) => token === used.at(-1)).length > 2 ? `${used.length} tries` : null,
        ),
        fact('a new authorization, or a clear error', () => {
          if (again) return null;
          if (isHidden(outcome, 'told')) return { ok: false, unclear: outcome.message, actual: 'no request' };
          return outcome.ok ? 'the client says that all is well' : null;
        }),
      ),
    });
  },
});
