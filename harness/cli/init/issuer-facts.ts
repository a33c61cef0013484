import { quote, TargetError, UsageError } from '../../define/error.ts';
import { isLoopbackOrHttps } from '../../define/provider-schema.ts';
import { documentsAmong, lookUp, ownIssuer } from '../../testbed/metadata.ts';
import type { Reply } from '../../trace/http.ts';
import { openConnections, openHttp } from '../../trace/open-http.ts';
import { Trace } from '../../trace/trace.ts';

/** What a definition can be filled in with. Everything in it is safe to stand in a file. */
export interface IssuerFacts {
  readonly issuer: string;
  /** Where its metadata was read; `null` when nobody was asked. */
  readonly metadataUrl: string | null;
  readonly dynamic: boolean;
  readonly metadataDocument: boolean;
  /** Whether clients may authenticate with a secret. */
  readonly takesSecrets: boolean;
  readonly hasKeys: boolean;
  readonly introspectionEndpoint: string | null;
  readonly scopes: readonly string[];
}

/** What stands in a definition that is still to be filled in. */
export const unknownIssuer: IssuerFacts = {
  issuer: 'https://auth.example.com',
  metadataUrl: null,
  dynamic: true,
  metadataDocument: false,
  takesSecrets: true,
  hasKeys: true,
  introspectionEndpoint: null,
  scopes: [],
};

/**
 * Asks an authorization server for its metadata (RFC 8414 §3, OpenID Connect Discovery §4), and nothing else.
 *
 * Throws a `UsageError` for what can be no issuer and a `TargetError` where there is no metadata.
 */
export async function readIssuer(asked: string, timeoutMs: number): Promise<IssuerFacts> {
  const url = URL.canParse(asked) ? new URL(asked) : null;
  if (!url || !isLoopbackOrHttps(asked) || url.search || url.hash || url.username || url.password) {
    throw new UsageError(
      'issuer',
      `--issuer ${quote(asked)}: takes the issuer identifier, an https URL (or http on loopback) without query and fragment`,
    );
  }
  const connections = openConnections();
  const partyOf = () => 'authorization-server' as const;
  const http = openHttp({ connections, partyOf, timeoutMs, trace: new Trace(), from: 'harness' });
  try {
    const replies = await lookUp(http, asked);
    const [metadata] = documentsAmong(asked, replies);
    if (!metadata) throw withoutMetadata(asked, replies);
    return factsOf(asked, metadata.url, metadata.document);
  } finally {
    connections.close();
  }
}

function withoutMetadata(asked: string, replies: readonly Reply[]): TargetError {
  const answers = replies.map(({ exchange, status }) => {
    const said = exchange.failure ? `gave no answer: ${exchange.failure.message}` : `answered ${status}`;
    return `  ${exchange.request.url} ${said}`;
  });
  return new TargetError(
    'issuer',
    `--issuer ${asked}: publishes no metadata\n${answers.join('\n')}\nIs it running, and is that its issuer? Without --issuer the file is written for you to fill in.`,
  );
}

function factsOf(asked: string, url: string, document: Readonly<Record<string, unknown>>): IssuerFacts {
  const has = (name: string) => typeof document[name] === 'string';
  const methods = document['token_endpoint_auth_methods_supported'];
  return {
    issuer: ownIssuer(asked, document) ?? asked,
    metadataUrl: url,
    dynamic: has('registration_endpoint'),
    metadataDocument: document['client_id_metadata_document_supported'] === true,
    takesSecrets: !Array.isArray(methods) || methods.some(isSecret),
    hasKeys: has('jwks_uri'),
    introspectionEndpoint: endpointOf(document['introspection_endpoint']),
    scopes: scopesOf(document['scopes_supported']),
  };
}

const isSecret = (method: unknown) => typeof method === 'string' && method.startsWith('client_secret_');

function endpointOf(value: unknown): string | null {
  if (typeof value !== 'string' || !/^[\w.:/~%?&=+,;@-]{1,500}$/.test(value)) return null;
  return URL.canParse(value) && isLoopbackOrHttps(value) ? value : null;
}

/** Scope tokens (RFC 6749 §3.3); what is none has no place in a file. */
function scopesOf(value: unknown): string[] {
  const listed = Array.isArray(value) ? value : [];
  return listed
    .filter((scope): scope is string => typeof scope === 'string' && /^[\w.:/~*-]{1,80}$/.test(scope))
    .slice(0, 20);
}
