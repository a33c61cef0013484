import { defineScenario, never } from 'mcp-conformance';
import { cameBack, sentBy } from '../observed/client-flow.ts';

/** RFC 9207 §2.4; MCP 2026-07-28: nothing of an error that somebody else sent is believed or shown. */
export default defineScenario({
  title: 'Brings an error response that names another issuer.',
  subject: 'client',
  judges: ['client.iss.covers-error-responses'],
  needs: ['sign-in'],
  modes: 'any',
  hears: ['client.iss.covers-error-responses'],
  faults: ['as.iss.forged-error'],

  async run({ client, trace, judge }) {
    const { message, isHeard = true } = await client.connect();
    const attempts = sentBy(trace, 'authorization-request').length;
    judge('client.iss.covers-error-responses', {
      control: cameBack(trace),
      observed: trace,
      expect: never('the error is neither acted upon nor shown', () => {
        if (/marker-of-a-forged-error|invalid_scope/.test(message))
          return `the client says ${JSON.stringify(message)}`;
        if (attempts > 1) return `${attempts} authorization requests`;
        const actual = 'the error is not acted upon';
        return isHeard ? null : { ok: false, unclear: `${actual}; ${message}`, actual };
      }),
    });
  },
});
