import { defineScenario, refusal } from 'mcp-conformance';

/** RFC 6749 §4.1.3: a code belongs to its client and its redirect URI. */
export default defineScenario({
  title: 'Redeems a code as another client, and with another redirect URI.',
  subject: 'authorization-server',
  judges: ['as.token.code-bindings'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const control = await provider.tokens();
    const expect = refusal({ error: ['invalid_grant', 'invalid_request'] });

    const bound = await provider.authorize();
    const stranger = await provider.stranger(bound.client);
    if (stranger) {
      judge('as.token.code-bindings', {
        control,
        observed: await provider.redeem(bound, { client: stranger, note: 'as another client' }),
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
