import { createHash, randomBytes } from 'node:crypto';
import type { OutgoingRequest, Reply } from '../../../../harness/trace/http.ts';
import { openConnections, openHttp } from '../../../../harness/trace/open-http.ts';
import { Trace } from '../../../../harness/trace/trace.ts';
import type { ClerkStandIn } from './index.ts';

export const ada = { username: 'ada+clerk_test@example.com', password: 'correct horse battery staple' };
export const redirectUri = 'http://127.0.0.1:33418/callback';

/** A client and a browser in one, that speak to a stand-in as tests want it. */
export function openFlow(standIn: ClerkStandIn) {
  const connections = openConnections({ ca: standIn.ca });
  const http = openHttp({
    trace: new Trace(),
    from: 'harness',
    partyOf: () => 'authorization-server',
    connections,
    timeoutMs: 5_000,
  });
  const cookies = new Map<string, string>();

  const send = async (request: OutgoingRequest): Promise<Reply> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = [...(request.headers ?? []), ...(cookie ? [['Cookie', cookie] as const] : [])];
    const reply = await http.send({ ...request, headers });
    for (const [name, line] of reply.headers) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name.toLowerCase() === 'set-cookie') cookies.set(key, value);
    }
    return reply;
  };
  const post = (
    path: string,
    fields: Record<string, string> | URLSearchParams,
    headers: [string, string][] = [],
  ) => send({ url: standIn.issuer + path, method: 'POST', body: new URLSearchParams(fields), headers });
  const get = (path: string) => send({ url: path.startsWith('http') ? path : standIn.issuer + path });
  const backend = (method: string, path: string, body?: Record<string, unknown>) =>
    http.send({
      url: standIn.apiUrl + path,
      method,
      headers: [['Authorization', `Bearer ${standIn.secretKey}`]],
      ...(body ? { body } : {}),
    });

  const register = async (changes: Record<string, unknown> = {}) =>
    http.send({
      url: `${standIn.issuer}/oauth/register`,
      method: 'POST',
      body: { redirect_uris: [redirectUri], token_endpoint_auth_method: 'none', ...changes },
    });

  /** Signs ada in on the pages and decides; answers with where the browser was sent in the end, or the last page. */
  const authorize = async (parameters: Record<string, string>, decision = 'true') => {
    const verifier = randomBytes(48).toString('base64url');
    const query = new URLSearchParams({
      response_type: 'code',
      redirect_uri: redirectUri,
      state: 'a-state-of-some-length',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...parameters,
    });
    for (const [name, value] of [...query]) if (value === '') query.delete(name);
    let reply = await get(`/oauth/authorize?${query}`);
    while (reply.location?.startsWith(standIn.issuer)) {
      const next = new URL(reply.location);
      if (next.pathname === '/sign-in') {
        const redirectUrl = next.searchParams.get('redirect_url') ?? '';
        reply = await post('/sign-in', {
          identifier: ada.username,
          password: ada.password,
          redirect_url: redirectUrl,
        });
      } else if (next.pathname === '/oauth-consent') {
        await get(reply.location);
        next.searchParams.append('consented', decision);
        reply = await post(`/v1/me/oauth/consent/${query.get('client_id')}`, next.searchParams);
      } else reply = await get(reply.location);
    }
    const response = new URLSearchParams(reply.location?.split('?')[1] ?? '');
    return { verifier, reply, response, code: response.get('code') ?? '' };
  };

  const redeem = (clientId: string, { code, verifier }: { code: string; verifier: string }, changes = {}) =>
    post('/oauth/token', {
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    });

  /** The whole flow of a client that registers itself. */
  const obtain = async (parameters: Record<string, string> = {}) => {
    const clientId = String((await register()).json?.['client_id']);
    const authorization = await authorize({ client_id: clientId, ...parameters });
    const { resource } = parameters;
    const answer = await redeem(clientId, authorization, resource ? { resource } : {});
    return { clientId, answer, accessToken: String(answer.json?.['access_token']) };
  };

  return { send, get, post, backend, register, authorize, redeem, obtain, close: connections.close };
}
