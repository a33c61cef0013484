import { defineScenario, refusal } from 'mcp-conformance';

/** OAuth 2.1 §3.2: POST, and parameters in the body only. */
export default defineScenario({
  title: 'Sends a valid token request as GET, and as POST with its parameters in the query.',
  subject: 'authorization-server',
  judges: ['as.token.post-only'],
  needs: ['sign-in', 'public-client'],

  async run({ provider, judge }) {
    const client = await provider.client('public');
    const control = await provider.tokens({ client });
    const endpoint = await provider.endpoint('token_endpoint');
    for (const method of ['GET', 'POST']) {
      const grant = await provider.authorize({ client });
      const query = new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client.clientId,
        code: grant.code ?? '',
        redirect_uri: grant.redirectUri,
        code_verifier: grant.verifier,
      });
      const reply = await provider.send({
        url: `${endpoint}?${query}`,
        method,
        kind: 'token-request',
        headers: [['Accept', 'application/json']],
        ...(method === 'POST' ? { body: new URLSearchParams() } : {}),
        note: `${method} with all parameters in the query`,
      });
      const accepted = typeof reply.json?.['access_token'] === 'string';
      judge('as.token.post-only', {
        control,
        observed: { exchanges: [reply.exchange], status: reply.status, error: null, accepted },
        expect: refusal({ otherwise: 'pass' }),
      });
    }
  },
});
