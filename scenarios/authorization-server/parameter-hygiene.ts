import { defineScenario, refusal, success } from 'mcp-conformance';

/** RFC 6749 §3.1 and §3.2: unknown parameters are ignored, empty ones absent, repeated ones refused. */
export default defineScenario({
  title: 'Sends unknown, empty and repeated parameters to both endpoints.',
  subject: 'authorization-server',
  judges: ['as.authz.parameter-hygiene'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const id = 'as.authz.parameter-hygiene';
    const plain = await provider.tokens();
    const unknown = await provider.authorize({
      parameters: { x_unknown: '1' },
      note: 'with an unknown parameter',
    });
    judge(id, { control: plain, observed: unknown, expect: success('an unknown parameter is ignored') });
    const redeemed = await provider.redeem(unknown, {
      parameters: { x_unknown: '1' },
      note: 'with an unknown parameter',
    });
    judge(id, { control: plain, observed: redeemed, expect: success('an unknown parameter is ignored') });
    const empty = await provider.authorize({
      parameters: { login_hint: '' },
      note: 'with an empty parameter',
    });
    judge(id, { control: plain, observed: empty, expect: success('an empty parameter counts as absent') });

    const { redirectUri, client } = unknown;
    const twice = { control: unknown, expect: refusal({ otherwise: 'pass' }) };
    judge(id, {
      ...twice,
      observed: await provider.authorize({
        client,
        parameters: { client_id: [client.clientId, 'another-client'] },
        note: 'two client_id values',
      }),
    });
    judge(id, {
      ...twice,
      observed: await provider.authorize({
        client,
        parameters: { redirect_uri: [redirectUri, 'https://attacker.example/callback'] },
        note: 'two redirect_uri values',
      }),
    });
    const grant = await provider.authorize();
    judge(id, {
      control: redeemed,
      observed: await provider.redeem(grant, {
        parameters: { code: [grant.code ?? '', 'another-code'] },
        note: 'two code values',
      }),
      expect: refusal({ otherwise: 'pass' }),
    });
  },
});
