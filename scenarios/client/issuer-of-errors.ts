import { defineScenario, isHidden, never } from 'mcp-conformance';
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
    const outcome = await client.connect();
    const { message, told = message } = outcome;
    const attempts = sentBy(trace, 'authorization-request').length;
    judge('client.iss.covers-error-responses', {
      control: cameBack(trace),
      observed: trace,
      expect: never('the error is neither acted upon nor shown', () => {
        if (/marker-of-a-forged-error|invalid_scope/.test(told))
          return `the client says ${JSON.stringify(message)}`;
        if (attempts > 1) return `${attempts} authorization requests`;
        const actual = 'the error is not acted upon';
        return isHidden(outcome, 'told') ? { ok: false, unclear: `${actual}; ${message}`, actual } : null;
      }),
    });
  },
});
