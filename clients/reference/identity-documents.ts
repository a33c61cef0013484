import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** Puts a document where authorization servers can fetch it, made for the URL that it gets. */
export type HostDocument = (document: (url: string) => Readonly<Record<string, unknown>>) => string;

/** The ways to authenticate that a document can declare: anything but a shared secret (draft §4.1). */
type DeclaredMethod = 'none' | 'private_key_jwt';

/**
 * The documents by which a client identifies itself (draft-ietf-oauth-client-id-metadata-document): one of a public
 * client, and for servers that want more one with a key, each hosted when it is first needed.
 *
 * The key lives as long as the session: whoever keeps sessions elsewhere has a document of its own to host.
 */
export class IdentityDocuments {
  readonly #host: HostDocument;
  readonly #describe: (url: string, members: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  readonly #urls = new Map<DeclaredMethod, string>();
  #key: KeyObject | null = null;

  constructor(
    host: HostDocument,
    describe: (url: string, members: Readonly<Record<string, unknown>>) => Record<string, unknown>,
  ) {
    this.#host = host;
    this.#describe = describe;
  }

  /** The URL to be known by at a server with these `token_endpoint_auth_methods_supported`. */
  urlAt(supported: readonly string[]): string {
    const isKeyWanted = supported.includes('private_key_jwt') && !supported.includes('none');
    const method = isKeyWanted ? 'private_key_jwt' : 'none';
    const known = this.#urls.get(method);
    if (known !== undefined) return known;
    const made = this.#host((url) => this.#describe(url, this.#membersOf(method)));
    this.#urls.set(method, made);
    return made;
  }

  /** Whether a client identifier is the URL of the document with the key. */
  isKeyed(clientId: string): boolean {
    return clientId === this.#urls.get('private_key_jwt');
  }

  /** Adds an assertion to a token request (RFC 7523 §2.2), made by the SDK. */
  async sign(clientId: string, parameters: URLSearchParams, audience: string): Promise<void> {
    const { createPrivateKeyJwtAuth } = await import('@modelcontextprotocol/client');
    const privateKey = this.#privateKey().export({ format: 'jwk' }) as Record<string, unknown>;
    const sign = createPrivateKeyJwtAuth({
      issuer: clientId,
      subject: clientId,
      privateKey,
      alg: 'ES256',
      audience,
    });
    parameters.set('client_id', clientId);
    await sign(new Headers(), parameters, audience);
  }

  #membersOf(method: DeclaredMethod): Record<string, unknown> {
    if (method === 'none') return { token_endpoint_auth_method: 'none' };
    const { d: _, ...publicKey } = this.#privateKey().export({ format: 'jwk' });
    return {
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks: { keys: [{ ...publicKey, alg: 'ES256', use: 'sig' }] },
    };
  }

  #privateKey(): KeyObject {
    this.#key ??= generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    return this.#key;
  }
}
