import { defineScenarios, nothing, queryOf } from 'mcp-conformance';
import { cameBack } from '../observed/client-flow.ts';

/** RFC 6749 §10.12; MCP open redirection: a callback that belongs to no request is discarded. */
export default defineScenarios({
  title: 'Brings a callback whose state is not the one that was sent.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  rows: [
    { faults: 'as.authz.state-altered', judges: 'client.state.rejects-mismatch' },
    { faults: 'as.authz.state-missing', judges: 'client.state.rejects-missing' },
  ],

  async run({ client, trace, judge, doesNotApply, row }) {
    await client.connect();
    const request = trace.first('authorization-request');
    if (request && !queryOf(request).has('state'))
      return doesNotApply(row.judges, 'the client sends no state');
    judge(row.judges, { control: cameBack(trace), observed: trace, expect: nothing('token-request') });
  },
});
