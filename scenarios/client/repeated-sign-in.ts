import { defineScenario, fact, never, queryOf } from 'mcp-conformance';
import { arose, sentBy } from '../observed/client-flow.ts';

/** RFC 7636 §4.1; RFC 6749 §10.10 and §10.12: a request that is made anew has a challenge and a state of its own. */
export default defineScenario({
  title: 'Lets the first sign-in fail, and tries again.',
  subject: 'client',
  judges: ['client.pkce.fresh-per-request', 'client.state.unguessable-single-use'],
  needs: ['sign-in'],
  comparesSignIns: true,
  modes: 'any',
  faults: ['as.authz.first-attempt-fails'],

  async run({ client, trace, judge, cannotTell, doesNotApply }) {
    await client.connect();
    const outcome = await client.connect();
    const requests = sentBy(trace, 'authorization-request');
    const last = requests.at(-1);
    if (!last || requests.length < 2)
      return cannotTell(
        ['client.pkce.fresh-per-request', 'client.state.unguessable-single-use'],
        `the client signed in only once: ${outcome.message}`,
      );
    const challenges = requests.map((request) => queryOf(request).get('code_challenge'));
    judge('client.pkce.fresh-per-request', {
      observed: last,
      expect: fact('another code_challenge in each request', () =>
        new Set(challenges).size < challenges.length ? 'the same code_challenge again' : null,
      ),
    });
    const states = requests.flatMap((request) => queryOf(request).get('state') ?? []);
    if (states.length === 0)
      return doesNotApply('client.state.unguessable-single-use', 'the client sends no state');
    judge('client.state.unguessable-single-use', {
      control: arose('the client signed in only once', requests[1]),
      observed: trace,
      expect: never('states that differ and cannot be guessed', () => problemWith(states)),
    });
  },
});

function problemWith(states: readonly string[]) {
  if (new Set(states).size < states.length) return 'the same state in two requests';
  const short = states.find((state) => state.length < 16 || new Set(state).size < 8);
  if (short === undefined) return null;
  return `a state of ${short.length} characters, ${new Set(short).size} of them different`;
}
