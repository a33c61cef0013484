import { defineScenarios, something } from 'mcp-conformance';
import { cameBack } from '../observed/client-flow.ts';

/** MCP 2026-07-28 authorization response validation: what is right, or silent on both sides, is accepted. */
export default defineScenarios({
  title: 'Brings a callback with the right iss, or none, of a server that announces none.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  rows: [
    { faults: 'as.iss.unadvertised', judges: 'client.iss.checks-unadvertised' },
    { faults: 'as.iss.missing-and-unadvertised', judges: 'client.iss.proceeds-when-neither' },
  ],

  async run({ client, trace, judge, cannotTell, row }) {
    const outcome = await client.connect();
    if (!cameBack(trace).accepted) return cannotTell(row.judges, outcome.message);
    judge(row.judges, { observed: trace, expect: something('token-request') });
  },
});
