import { defineScenario, never, queryOf } from 'mcp-conformance';
import { arose, sentBy } from '../observed/client-flow.ts';

/** RFC 6749 §10.10 and §10.12: a state cannot be guessed, says nothing, and is not used again. */
export default defineScenario({
  title: 'Signs in, loses the token, signs in again, and compares the states.',
  subject: 'client',
  judges: ['client.state.unguessable-single-use'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.token.refused-at-first-listing', 'as.refresh.none-issued'],

  async run({ client, trace, judge, doesNotApply }) {
    await client.connect();
    const requests = sentBy(trace, 'authorization-request');
    const states = requests.map((request) => queryOf(request).get('state') ?? '');
    if (requests.length > 0 && states.every((state) => state === ''))
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
  return short === undefined
    ? null
    : `a state of ${short.length} characters, ${new Set(short).size} of them different`;
}
