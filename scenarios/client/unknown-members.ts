import { defineScenario } from 'mcp-conformance';
import { cameBack, completes } from '../observed/client-flow.ts';

/** RFC 6749 §4.1.2 and §5.1, RFC 9728 §2: what a client does not know it ignores. */
export default defineScenario({
  title: 'Adds harmless unknown members to metadata, callback and token response.',
  subject: 'client',
  judges: ['client.authz.ignores-unknown-members'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.metadata.unknown-members', 'rs.metadata.unknown-members'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    if (!cameBack(trace).accepted && trace.first('server-metadata') === undefined)
      return cannotTell('client.authz.ignores-unknown-members', outcome.message);
    judge('client.authz.ignores-unknown-members', { observed: trace, expect: completes(outcome) });
  },
});
