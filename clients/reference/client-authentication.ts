/** A client as it was registered, for its token requests. */
export interface RegisteredClient {
  readonly client_id: string;
  readonly client_secret?: string;
  readonly token_endpoint_auth_method?: string;
}

/** A token request that is to be authenticated. */
export interface TokenRequest {
  readonly headers: Headers;
  readonly parameters: URLSearchParams;
  /** `token_endpoint_auth_methods_supported`, or nothing where the metadata does not say. */
  readonly supported: readonly string[];
}

/**
 * Authenticates a token request by the one method that was registered (RFC 6749 §2.3).
 *
 * The SDKs leave out the form-encoding that HTTP Basic needs, so the client does it itself.
 */
export function authenticate(
  client: RegisteredClient,
  { headers, parameters, supported }: TokenRequest,
): void {
  const { client_id: id, client_secret: secret } = client;
  const method = methodFor(client, supported);
  if (method === 'client_secret_basic' && secret !== undefined) {
    headers.set('Authorization', basicCredentials(formEncode(id), formEncode(secret)));
    return;
  }
  parameters.set('client_id', id);
  if (method === 'client_secret_post' && secret !== undefined) parameters.set('client_secret', secret);
}

/** The registered method, else the first that the server supports; HTTP Basic is the default (RFC 8414 §2). */
function methodFor(
  { client_secret: secret, token_endpoint_auth_method: registered }: RegisteredClient,
  supported: readonly string[],
): string {
  if (secret === undefined) return 'none';
  const isUsable = (method: string) => supported.length === 0 || supported.includes(method);
  if (registered !== undefined && isUsable(registered)) return registered;
  return isUsable('client_secret_basic') ? 'client_secret_basic' : 'client_secret_post';
}

/** RFC 6749 §2.3.1 and appendix B. */
const formEncode = (value: string) => new URLSearchParams({ value }).toString().slice('value='.length);

/** The value of an Authorization header (RFC 7617 §2). */
export function basicCredentials(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}
