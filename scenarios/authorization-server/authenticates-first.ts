import { type Authorization, defineScenario, fact } from 'mcp-conformance';

/** RFC 9700 §4.11.2: an authorization server that redirects anybody who asks is an open redirector. */
export default defineScenario({
  title: 'Sends a faulty request without any session and sees whether the browser is sent on at once.',
  subject: 'authorization-server',
  judges: ['as.authz.authenticates-before-redirect'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const asked = await provider.authorize({
      parameters: { scope: 'mcp-conformance:no-such-scope' },
      freshSession: true,
      note: 'an unknown scope, without a session',
    });
    judge('as.authz.authenticates-before-redirect', { observed: asked, expect: asksFirst });
  },
});

const asksFirst = fact<Authorization>(
  'the user signs in before the browser is sent to the client',
  (asked) => {
    if (asked.redirectedTo === null || asked.pages.some(({ purpose }) => purpose === 'login')) return null;
    return {
      ok: false,
      lesser: `The browser is sent to a client with ${asked.error === null ? 'a code' : 'an error'} although nobody signed in.`,
      actual: `a redirect to the client without any page (${asked.error ?? 'a code'})`,
    };
  },
);
