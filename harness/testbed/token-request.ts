import { errorCode } from '../define/observation.ts';
import type { Parameters, RegisteredClient, TokenAnswer, TokenOptions } from '../define/provider-probe.ts';
import type { HeaderLine } from '../trace/exchange.ts';
import type { Http, Reply } from '../trace/http.ts';
import { withOverrides } from './authorize.ts';

/** Sends a token request, authenticated as the client registered unless asked otherwise (RFC 6749 §2.3.1). */
export async function requestTokens(
  http: Http,
  endpoint: string,
  client: RegisteredClient,
  base: Parameters,
  options: TokenOptions = {},
): Promise<TokenAnswer> {
  const method = options.authentication ?? client.authenticationMethod;
  const secret = client.clientSecret ?? '';
  const credentials: Parameters =
    method === 'client_secret_basic'
      ? {}
      : { client_id: client.clientId, ...(method === 'client_secret_post' ? { client_secret: secret } : {}) };
  const headers: HeaderLine[] = [['Accept', 'application/json']];
  if (method === 'client_secret_basic')
    headers.push(['Authorization', basicCredentials(client.clientId, secret)]);
  const given = new Set((options.headers ?? []).map(([name]) => name.toLowerCase()));
  const reply = await http.send({
    url: endpoint,
    method: 'POST',
    kind: 'token-request',
    headers: [...headers.filter(([name]) => !given.has(name.toLowerCase())), ...(options.headers ?? [])],
    body: withOverrides({ ...base, ...credentials }, options.parameters),
    ...(options.note ? { note: options.note } : {}),
  });
  return tokenAnswer(reply, client);
}

/** HTTP Basic credentials with both halves form-encoded first, as RFC 6749 §2.3.1 asks. */
export function basicCredentials(clientId: string, secret: string): string {
  const encode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(secret)}`).toString('base64')}`;
}

/** Reads an answer of the token endpoint. */
export function tokenAnswer(reply: Reply, client: RegisteredClient): TokenAnswer {
  const text = (name: string) => {
    const value = reply.json?.[name];
    return typeof value === 'string' ? value : null;
  };
  const accessToken = text('access_token');
  return {
    reply,
    client,
    accessToken,
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    scope: text('scope'),
    exchanges: [reply.exchange],
    accepted: reply.status >= 200 && reply.status < 300 && accessToken !== null,
    status: reply.status,
    error: errorCode(reply.exchange),
  };
}
