import { defineScenario, fact, queryOf } from 'mcp-conformance';
import { sentBy } from '../observed/client-flow.ts';

/** RFC 7636 §4.1: a request that is made anew has a challenge of its own. */
export default defineScenario({
  title: 'Lets the first sign-in fail, and tries again.',
  subject: 'client',
  judges: ['client.pkce.fresh-per-request'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.authz.first-attempt-fails'],

  async run({ client, trace, judge, cannotTell }) {
    await client.connect();
    const outcome = await client.connect();
    const requests = sentBy(trace, 'authorization-request');
    const last = requests.at(-1);
    if (!last || requests.length < 2) return cannotTell('client.pkce.fresh-per-request', outcome.message);
    const challenges = requests.map((request) => queryOf(request).get('code_challenge'));
    judge('client.pkce.fresh-per-request', {
      observed: last,
      expect: fact('another code_challenge in each request', () =>
        new Set(challenges).size < challenges.length ? 'the same code_challenge again' : null,
      ),
    });
  },
});
