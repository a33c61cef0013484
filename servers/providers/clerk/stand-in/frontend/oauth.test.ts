import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ada, openFlow, redirectUri } from '../flow.test-support.ts';
import { type ClerkStandIn, startClerkStandIn } from '../index.ts';

describe('the OAuth server of the stand-in', () => {
  let standIn: ClerkStandIn;
  let flow: ReturnType<typeof openFlow>;
  let publicClient: string;
  let confidential: { client_id: string; client_secret: string };

  beforeAll(async () => {
    standIn = await startClerkStandIn({ users: [ada] });
    flow = openFlow(standIn);
    publicClient = String((await flow.register()).json?.['client_id']);
    const made = await flow.register({ token_endpoint_auth_method: 'client_secret_post' });
    confidential = made.json as typeof confidential;
  });

  afterAll(async () => {
    flow.close();
    await standIn.stop();
    expect(standIn.unknownRequests()).toEqual([]);
  });

  it('publishes no registration endpoint in the OpenID document, and no iss parameter in either', async () => {
    const oauth = await flow.get('/.well-known/oauth-authorization-server');
    expect(oauth.json).toMatchObject({
      issuer: standIn.issuer,
      registration_endpoint: `${standIn.issuer}/oauth/register`,
      code_challenge_methods_supported: ['S256'],
    });
    expect(oauth.json).not.toHaveProperty('authorization_response_iss_parameter_supported');
    const oidc = await flow.get('/.well-known/openid-configuration');
    expect(oidc.json).not.toHaveProperty('registration_endpoint');
    expect(oidc.json).toHaveProperty('introspection_endpoint');
  });

  it('registers without scope for the default set, and echoes no refresh_token grant', async () => {
    const { status, json } = await flow.register();
    expect(status).toBe(201);
    expect(json).toMatchObject({
      scope: 'email offline_access profile',
      grant_types: ['authorization_code'],
    });
    expect(json).not.toHaveProperty('client_secret');
    expect(json?.['client_id']).toMatch(/^[A-Za-z0-9]{16}$/);
    expect(confidential.client_secret).toMatch(/^[A-Za-z0-9]{32}$/);
  });

  it.each([
    ['no redirect URI', { redirect_uris: undefined }, 'invalid_redirect_uri'],
    ['http elsewhere than on loopback', { redirect_uris: ['http://app.example/cb'] }, 'invalid_redirect_uri'],
    ['a fragment', { redirect_uris: ['https://app.example/cb#x'] }, 'invalid_redirect_uri'],
    ['an unknown method', { token_endpoint_auth_method: 'magic' }, 'invalid_client_metadata'],
    ['an unknown scope', { scope: 'profile moon' }, 'invalid_client_metadata'],
  ])('refuses to register with %s', async (_, changes, error) => {
    const { status, json } = await flow.register(changes);
    expect({ status, error: json?.['error'] }).toEqual({ status: 400, error });
  });

  it('refuses a scope that the client did not register for, though the instance has it', async () => {
    const { response } = await flow.authorize({ client_id: publicClient, scope: 'openid profile' });
    expect(response.get('error')).toBe('invalid_scope');
    expect(response.get('error_description')).toContain("not allowed to request scope 'openid'");
  });

  it.each([
    [
      'PKCE missing from a public client',
      () => ({ client_id: publicClient, code_challenge: '', code_challenge_method: '' }),
      'invalid_request',
    ],
    ['plain', () => ({ client_id: publicClient, code_challenge_method: 'plain' }), 'invalid_request'],
    [
      'a state of 7 characters without PKCE',
      () => ({
        client_id: confidential.client_id,
        state: '1234567',
        code_challenge: '',
        code_challenge_method: '',
      }),
      'invalid_state',
    ],
    [
      'a fragment in resource',
      () => ({ client_id: publicClient, resource: 'https://a.example/mcp#x' }),
      'invalid_target',
    ],
    [
      'another response type',
      () => ({ client_id: publicClient, response_type: 'token' }),
      'unsupported_response_type',
    ],
  ])('sends the error back for %s', async (_, parameters, error) => {
    expect((await flow.authorize(parameters())).response.get('error')).toBe(error);
  });

  it('lets a confidential client leave PKCE out, as documented', async () => {
    const without = { client_id: confidential.client_id, code_challenge: '', code_challenge_method: '' };
    expect((await flow.authorize(without)).code).not.toBe('');
    expect((await flow.authorize({ client_id: publicClient, state: '1234567' })).code).not.toBe('');
  });

  it('takes any port of 127.0.0.1, none of localhost, and nothing that is not registered', async () => {
    const locals = await flow.register({ redirect_uris: ['http://localhost:5000/cb', redirectUri] });
    const client_id = String(locals.json?.['client_id']);
    const to = (redirect_uri: string) => flow.authorize({ client_id, redirect_uri });
    expect((await to('http://127.0.0.1:1/callback')).code).not.toBe('');
    expect((await to('http://localhost:5000/cb')).code).not.toBe('');
    for (const wrong of ['http://localhost:1/cb', 'http://127.0.0.1:1/other', 'https://elsewhere.example/']) {
      expect((await to(wrong)).reply).toMatchObject({ status: 400, location: null });
    }
    expect((await flow.authorize({ client_id: 'nobody' })).reply).toMatchObject({
      status: 401,
      location: null,
    });
  });

  it('reports the user who says no', async () => {
    const { response } = await flow.authorize({ client_id: publicClient }, 'false');
    expect(response.get('error')).toBe('access_denied');
    expect(response.get('state')).toBe('a-state-of-some-length');
  });

  it('redeems a code once, and ends the tokens when it comes again', async () => {
    const authorization = await flow.authorize({ client_id: publicClient });
    const first = await flow.redeem(publicClient, authorization);
    expect(first.json).toMatchObject({ token_type: 'bearer', expires_in: 86_400, scope: 'profile email' });
    const again = await flow.redeem(publicClient, authorization);
    expect(again).toMatchObject({ status: 401, json: { error: 'invalid_grant' } });
  });

  it.each([
    ['a wrong verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1:1/callback' }, 'invalid_grant'],
    ['another resource', { resource: 'https://other.example/mcp' }, 'invalid_target'],
    ['another client', { client_id: 'nobody' }, 'invalid_client'],
  ])('refuses %s with the code, and takes the code without it', async (_, changes, error) => {
    const authorization = await flow.authorize({ client_id: publicClient });
    const refused = await flow.redeem(publicClient, authorization, changes);
    expect(refused.json).toMatchObject({ error });
    expect((await flow.redeem(publicClient, authorization)).status).toBe(200);
  });

  it('knows a confidential client by its secret, sent in either way', async () => {
    const { client_id, client_secret } = confidential;
    const redeemWith = async (fields: Record<string, string>, headers: [string, string][] = []) => {
      const { code, verifier } = await flow.authorize({ client_id });
      const base = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      };
      return flow.post('/oauth/token', { ...base, ...fields }, headers);
    };
    const basic = (secret: string): [string, string][] => [
      ['Authorization', `Basic ${Buffer.from(`${client_id}:${secret}`).toString('base64')}`],
    ];
    expect((await redeemWith({ client_id, client_secret })).status).toBe(200);
    expect((await redeemWith({}, basic(client_secret))).status).toBe(200);
    for (const refused of [
      await redeemWith({ client_id, client_secret: 'wrong' }),
      await redeemWith({ client_id }),
      await redeemWith({}, basic('wrong')),
    ])
      expect(refused).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
  });

  it('renews a refresh token at each use, and refuses the old one', async () => {
    const authorization = await flow.authorize({ client_id: publicClient, scope: 'profile offline_access' });
    const first = await flow.redeem(publicClient, authorization);
    const use = (refresh_token: unknown) =>
      flow.post('/oauth/token', {
        grant_type: 'refresh_token',
        client_id: publicClient,
        refresh_token: String(refresh_token),
      });
    const second = await use(first.json?.['refresh_token']);
    expect(second.json?.['refresh_token']).not.toBe(first.json?.['refresh_token']);
    expect((await use(first.json?.['refresh_token'])).json).toMatchObject({ error: 'invalid_grant' });
    expect((await use(second.json?.['refresh_token'])).status).toBe(200);
  });

  it('does not revoke JWTs, and wants client_id from public clients', async () => {
    const { clientId, accessToken } = await flow.obtain();
    expect((await flow.post('/oauth/token/revoke', { token: accessToken })).status).toBe(400);
    const revoked = await flow.post('/oauth/token/revoke', { token: accessToken, client_id: clientId });
    expect(revoked).toMatchObject({ status: 400, json: { error: 'unsupported_token_type' } });
  });

  it('tells who a token belongs to: userinfo, and token_info for a confidential client', async () => {
    const { accessToken, clientId } = await flow.obtain();
    const info = await flow.send({
      url: `${standIn.issuer}/oauth/userinfo`,
      headers: [['Authorization', `Bearer ${accessToken}`]],
    });
    expect(info.json).toMatchObject({ sub: standIn.users[0]?.id, email: ada.username });
    const { client_id, client_secret } = confidential;
    const introspected = await flow.post('/oauth/token_info', {
      token: accessToken,
      client_id,
      client_secret,
    });
    expect(introspected.json).toMatchObject({ active: true, client_id: clientId, scope: 'profile email' });
    expect((await flow.post('/oauth/token_info', { token: accessToken })).status).toBe(401);
  });

  it('binds an access token to the resource that was asked for', async () => {
    const resource = 'http://127.0.0.1:4000/mcp';
    const claims = (token: string) =>
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims((await flow.obtain({ resource })).accessToken).aud).toEqual([resource]);
    expect(claims((await flow.obtain()).accessToken)).not.toHaveProperty('aud');
  });
});

describe('the switches of the stand-in', () => {
  it('has no registration when that is off', async () => {
    const standIn = await startClerkStandIn({ dynamicRegistration: false });
    const flow = openFlow(standIn);
    expect((await flow.register()).status).toBe(422);
    const { json } = await flow.get('/.well-known/oauth-authorization-server');
    expect(json).not.toHaveProperty('registration_endpoint');
    flow.close();
    await standIn.stop();
  });

  it('ignores resource, keeps refresh tokens, sends iss and answers invalid_grant with 400 when told so', async () => {
    const standIn = await startClerkStandIn({
      users: [ada],
      resource: 'ignore',
      refreshRotation: false,
      issuerParameter: true,
      invalidGrantStatus: 400,
      registrationOmitsRefresh: false,
      defaultScopes: ['openid', 'profile', 'offline_access'],
    });
    const flow = openFlow(standIn);
    const registered = await flow.register();
    expect(registered.json).toMatchObject({ grant_types: ['authorization_code', 'refresh_token'] });
    const client_id = String(registered.json?.['client_id']);
    const authorization = await flow.authorize({
      client_id,
      scope: 'openid offline_access',
      resource: 'not a URI',
    });
    expect(authorization.response.get('iss')).toBe(standIn.issuer);
    const first = await flow.redeem(client_id, authorization);
    expect(first.json).toHaveProperty('id_token');
    const refresh_token = String(first.json?.['refresh_token']);
    const again = await flow.post('/oauth/token', { grant_type: 'refresh_token', client_id, refresh_token });
    expect(again.json).toMatchObject({ refresh_token });
    expect((await flow.redeem(client_id, authorization)).status).toBe(400);
    flow.close();
    await standIn.stop();
  });

  it('keeps the documented rate limits when asked to, and tells how long to wait', async () => {
    let now = 1_800_000_000_000;
    const standIn = await startClerkStandIn({ rateLimits: true, now: () => now });
    const flow = openFlow(standIn);
    const { json } = await flow.post('/v1/dev_browser', {});
    const signIn = () =>
      flow.post(`/v1/client/sign_ins?__clerk_db_jwt=${json?.['token']}`, { strategy: 'ticket', ticket: 'x' });
    for (let count = 0; count < 5; count += 1) expect((await signIn()).status).toBe(422);
    now += 4_000;
    const limited = await signIn();
    expect(limited.status).toBe(429);
    expect(Object.fromEntries(limited.headers)['Retry-After']).toBe('6');
    now += 6_000;
    expect((await signIn()).status).toBe(422);
    for (let count = 0; count < 100; count += 1) await flow.backend('GET', '/v1/users');
    expect((await flow.backend('GET', '/v1/users')).status).toBe(429);
    flow.close();
    await standIn.stop();
  });
});
