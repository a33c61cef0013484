import { defineScenarios, nothing } from 'mcp-conformance';
import { cameBack } from '../observed/client-flow.ts';

/** RFC 9207 §2.4; MCP 2026-07-28 authorization response validation. */
export default defineScenarios({
  title: 'Brings a callback whose iss is not the issuer that was asked.',
  subject: 'client',
  needs: ['sign-in'],
  modes: 'any',
  rows: [
    { faults: 'as.iss.of-another-issuer', judges: 'client.iss.rejects-mismatch' },
    { faults: 'as.iss.missing', judges: 'client.iss.rejects-missing-when-advertised' },
    { faults: 'as.iss.wrong-and-unadvertised', judges: 'client.iss.checks-unadvertised' },
    { faults: 'as.iss.trailing-slash', judges: 'client.iss.no-normalisation' },
    { faults: 'as.iss.upper-case', judges: 'client.iss.no-normalisation' },
    { faults: 'as.iss.percent-encoded', judges: 'client.iss.no-normalisation' },
  ],

  async run({ client, trace, judge, row }) {
    await client.connect();
    judge(row.judges, { control: cameBack(trace), observed: trace, expect: nothing('token-request') });
  },
});
