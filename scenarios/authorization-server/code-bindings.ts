import { defineScenario, refusal } from 'mcp-conformance';

/** RFC 6749 §4.1.3: a code belongs to its client and its redirect URI. */
export default defineScenario({
  title: 'Redeems a code as another client, and with another redirect URI.',
  subject: 'authorization-server',
  judges: ['as.token.code-bindings'],
  needs: ['sign-in'],

  async run({ provider, mode, judge }) {
    const control = await provider.tokens();
    const expect = refusal({ error: ['invalid_grant', 'invalid_request'] });

    if (mode === 'dynamic') {
      const registered = await provider.client('public', { fresh: true });
      const grant = await provider.authorize();
      // A server that calls everybody the same has no other client: a made-up one takes its place.
      const isSame = registered.clientId === grant.client.clientId;
      const stranger = isSame ? { ...registered, clientId: 'mcp-conformance-other-client' } : registered;
      judge('as.token.code-bindings', {
        control,
        observed: await provider.redeem(grant, { client: stranger, note: 'as another client' }),
        expect: refusal({ error: ['invalid_grant', 'invalid_client'] }),
      });
    }
    const grant = await provider.authorize();
    judge('as.token.code-bindings', {
      control,
      observed: await provider.redeem(grant, {
        parameters: { redirect_uri: `${grant.redirectUri}/elsewhere` },
        note: 'with another redirect URI',
      }),
      expect,
    });
  },
});
