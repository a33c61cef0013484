import { defineScenario, refusal } from 'mcp-conformance';

/** Only loopback addresses may vary in their port: RFC 8252 §7.3, OAuth 2.1 §2.3.1. */
export default defineScenario({
  title: 'Registers an https redirect URI and asks for the same with another port.',
  subject: 'authorization-server',
  judges: ['as.authz.exact-redirect-match'],
  needs: ['sign-in', 'dynamic-registration'],
  modes: ['dynamic'],

  async run({ provider, judge, cannotTell }) {
    const registered = 'https://client.mcp-conformance.example/callback';
    const { client } = await provider.register({ redirect_uris: [registered], application_type: 'web' });
    if (!client)
      return cannotTell(
        'as.authz.exact-redirect-match',
        'a client with an https redirect URI could not be registered',
      );
    const control = await provider.authorize({ client });
    const asked = await provider.authorize({
      client,
      parameters: { redirect_uri: 'https://client.mcp-conformance.example:8443/callback' },
      note: 'redirect_uri with another port',
    });
    judge('as.authz.exact-redirect-match', {
      control,
      observed: { ...asked, accepted: asked.accepted || (asked.redirectedTo?.includes(':8443/') ?? false) },
      expect: refusal({ otherwise: 'pass' }),
    });
  },
});
