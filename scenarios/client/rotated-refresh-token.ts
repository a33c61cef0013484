import { defineScenario, fact, formOf } from 'mcp-conformance';
import { grants, listings } from '../observed/client-flow.ts';

/** RFC 6749 §6: a new refresh token replaces the old one, and none leaves it in use. */
export default defineScenario({
  title: 'Replaces the refresh token at the first refresh, and not afterwards.',
  subject: 'client',
  judges: ['client.refresh.replaces-rotated'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.token.good-for-one-listing', 'as.refresh.rotates-once'],

  async run({ client, trace, judge, doesNotApply, cannotTell }) {
    const outcome = await client.connect();
    for (const _ of [1, 2, 3]) await client.listTools();
    const refreshes = grants(trace, 'refresh_token');
    const last = refreshes.at(-1);
    if (!outcome.ok) return cannotTell('client.refresh.replaces-rotated', outcome.message);
    const wasRefused = listings(trace).some(({ response }) => response?.status === 401);
    if (!wasRefused)
      return cannotTell('client.refresh.replaces-rotated', 'the client listed the tools only once');
    if (!last) return doesNotApply('client.refresh.replaces-rotated', 'the client does not refresh');
    const [first, ...later] = refreshes.map((refresh) => formOf(refresh).get('refresh_token'));
    if (later.length < 2)
      return cannotTell('client.refresh.replaces-rotated', 'the client refreshed less than three times');
    judge('client.refresh.replaces-rotated', {
      observed: last,
      expect: fact('the token of the first refresh in all later ones', () =>
        later.some((token) => token === first || token !== later[0]) ? 'a token that was replaced' : null,
      ),
    });
  },
});
