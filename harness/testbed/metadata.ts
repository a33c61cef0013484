import type { ServerMetadata } from '../define/provider-probe.ts';
import type { Http, Reply } from '../trace/http.ts';

/** A place where a client looks for authorization server metadata. */
export interface MetadataLocation {
  readonly url: string;
  readonly format: ServerMetadata['format'];
}

/**
 * The locations for an issuer, in the order in which clients try them.
 *
 * MCP 2025-11-25, authorization server metadata discovery; RFC 8414 §3.1; OpenID Connect Discovery §4.
 */
export function metadataLocations(issuer: string): MetadataLocation[] {
  const [, origin = issuer, rawPath = ''] = /^([a-z]+:\/\/[^/?#]+)([^?#]*)/i.exec(issuer) ?? [];
  const path = rawPath.replace(/\/+$/, '');
  const oauth = `${origin}/.well-known/oauth-authorization-server`;
  const oidc = `${origin}/.well-known/openid-configuration`;
  if (path === '') {
    return [
      { url: oauth, format: 'oauth' },
      { url: oidc, format: 'oidc' },
    ];
  }
  return [
    { url: oauth + path, format: 'oauth' },
    { url: oidc + path, format: 'oidc' },
    { url: `${origin}${path}/.well-known/openid-configuration`, format: 'oidc' },
  ];
}

/** Requests all locations of an issuer. */
export function lookUp(http: Http, issuer: string): Promise<Reply[]> {
  const headers = [['Accept', 'application/json']] as const;
  return Promise.all(
    metadataLocations(issuer).map(({ url }) => http.send({ url, headers, kind: 'server-metadata' })),
  );
}

/** Those answers that are metadata documents, first the one that clients use. */
export function documentsAmong(issuer: string, replies: readonly Reply[]): ServerMetadata[] {
  return metadataLocations(issuer).flatMap(({ url, format }, index) => {
    const reply = replies[index];
    const document = reply?.status === 200 ? reply.json : null;
    const isMetadata = document !== null && ('token_endpoint' in document || 'issuer' in document);
    return reply && isMetadata ? [{ url, format, reply, document }] : [];
  });
}

/**
 * The issuer that a document names, where it is the one that was asked for: issuers are compared character for character,
 * but how somebody types one may differ in the slash at the end.
 */
export function ownIssuer(asked: string, document: Readonly<Record<string, unknown>>): string | null {
  const own = document['issuer'];
  return typeof own === 'string' && own.replace(/\/$/, '') === asked.replace(/\/$/, '') ? own : null;
}
