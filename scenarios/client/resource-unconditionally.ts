import { defineScenario, fact, formOf, queryOf } from 'mcp-conformance';
import { cameBack, grants, sentBy } from '../observed/client-flow.ts';

/** MCP resource parameter implementation: sent whatever the authorization server is known to support. */
export default defineScenario({
  title: 'Publishes nothing but an OpenID Connect document, which knows no resource indicators.',
  subject: 'client',
  judges: ['client.resource.sent-unconditionally'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.metadata.oidc-only'],

  async run({ client, trace, revision, judge, cannotTell, doesNotApply }) {
    const outcome = await client.connect();
    const request = sentBy(trace, 'authorization-request').at(-1);
    const redemption = grants(trace, 'authorization_code').at(-1);
    if (!request && revision === '2025-06-18')
      return doesNotApply(
        'client.resource.sent-unconditionally',
        'the client reads no OpenID Connect document',
      );
    if (!request || (cameBack(trace).accepted && !redemption))
      return cannotTell('client.resource.sent-unconditionally', outcome.message);
    judge('client.resource.sent-unconditionally', {
      observed: redemption ?? request,
      expect: fact('resource in the authorization and the token request', () => {
        if (!queryOf(request).get('resource')) return 'an authorization request without resource';
        return redemption && !formOf(redemption).get('resource') ? 'a token request without resource' : null;
      }),
    });
  },
});
