import { defineScenario, fact, headerValue, refusal, success } from 'mcp-conformance';

/** RFC 6749 §2.3, §3.2.1 and §5.2. */
export default defineScenario({
  title:
    "Redeems a confidential client's codes with its secret in header and body, without it, and with a wrong one.",
  subject: 'authorization-server',
  judges: [
    'as.token.requires-client-authentication',
    'as.token.invalid-client-401',
    'as.token.secret-in-body',
  ],
  needs: ['sign-in', 'confidential-client'],

  async run({ provider, mode, judge, cannotTell }) {
    const client = await provider.client('confidential');
    const control = await provider.tokens({ client });
    const expect = refusal({
      error: ['invalid_client', 'invalid_request', 'unauthorized_client', 'invalid_grant'],
    });
    const id = 'as.token.requires-client-authentication';

    const bare = await provider.authorize({ client });
    const anonymous = await provider.redeem(bare, { authentication: 'none', note: 'with client_id only' });
    judge(id, { control, observed: anonymous, expect });
    const wrong = { ...client, clientSecret: 'mcp-conformance-wrong-secret' };
    const grant = await provider.authorize({ client });
    const rejected = await provider.redeem(grant, { client: wrong, note: 'with a wrong secret' });
    judge(id, { control, observed: rejected, expect });
    if (control.refreshToken !== null) {
      const refreshed = await provider.refresh(control, {
        authentication: 'none',
        note: 'a refresh with client_id only',
      });
      judge(id, { control, observed: refreshed, expect });
    }

    if (client.authenticationMethod === 'client_secret_basic') {
      judge('as.token.invalid-client-401', {
        control,
        observed: rejected,
        expect: refusal({ status: 401, error: 'invalid_client', otherwise: 'fail' }),
      });
      judge('as.token.invalid-client-401', { observed: rejected, expect: hasBasicChallenge });
    } else {
      cannotTell(
        'as.token.invalid-client-401',
        `the client authenticates with ${client.authenticationMethod}`,
      );
    }

    const poster = mode === 'dynamic' ? await registerPoster(provider) : client;
    if (!poster)
      return cannotTell('as.token.secret-in-body', 'no client with client_secret_post could be registered');
    const posted = await provider.redeem(await provider.authorize({ client: poster }), {
      client: poster,
      authentication: 'client_secret_post',
      note: 'with the secret in the body',
    });
    judge('as.token.secret-in-body', {
      control,
      observed: posted,
      expect: success('the secret is accepted in the body'),
    });
  },
});

async function registerPoster(provider: import('mcp-conformance').ProviderProbe) {
  const { client } = await provider.register({ token_endpoint_auth_method: 'client_secret_post' });
  return client;
}

const hasBasicChallenge = fact('a Basic challenge', ({ exchanges }) => {
  const challenge = headerValue(exchanges.at(-1)?.response?.headers ?? [], 'www-authenticate');
  return /\bbasic\b/i.test(challenge ?? '') ? null : `WWW-Authenticate ${challenge ?? '(absent)'}`;
});
