import { defineScenarios, nothing, queryOf, reached } from 'mcp-conformance';
import { cameBack } from '../observed/client-flow.ts';

/** RFC 9700 §2.1.1; RFC 7636 §7.2: S256 or nothing, whatever the server says. */
export default defineScenarios({
  title: 'Announces the plain method alone, or refuses S256.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  rows: [
    { faults: 'as.metadata.pkce-plain-only', judges: 'client.pkce.no-downgrade', refuses: false },
    { faults: 'as.pkce.s256-refused', judges: 'client.pkce.no-downgrade', refuses: true },
  ],

  async run({ client, trace, judge, row }) {
    await client.connect();
    judge(row.judges, {
      control: row.refuses ? cameBack(trace) : reached(trace, 'server-metadata'),
      observed: trace,
      expect: nothing('authorization-request', {
        what: 'authorization request without an S256 challenge',
        where: (exchange) => queryOf(exchange).get('code_challenge_method') !== 'S256',
      }),
    });
  },
});
