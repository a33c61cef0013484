import type { Revision } from '../catalogue/vocabulary.ts';
import type { ResourceMetadata } from '../define/resource-probe.ts';
import type { Http, Reply } from '../trace/http.ts';
import { firstContact, issuersNamedBy } from './first-contact.ts';
import { documentsAmong, lookUp, ownIssuer } from './metadata.ts';
import { findResourceMetadata, resourceMetadataLocations } from './resource-metadata.ts';

/** What a URL turned out to be, asked as a client would ask. */
export type Discovered =
  | { readonly kind: 'resource-server'; readonly issuers: readonly string[] }
  | { readonly kind: 'authorization-server'; readonly issuer: string }
  /** Nobody of whom authorization could be judged. */
  | { readonly kind: 'nothing'; readonly because: string };

/**
 * Finds out who answers at a URL: an authorization server that publishes metadata with this very issuer, or an MCP
 * server that asks for a token. Sends only what a client sends that begins.
 */
export async function discoverTarget(http: Http, url: string, revision: Revision): Promise<Discovered> {
  const replies = await lookUp(http, url);
  if (replies.every(({ status }) => status === 0)) return nothing(url, replies[0]);
  const issuer = documentsAmong(url, replies)
    .map(({ document }) => ownIssuer(url, document))
    .find((own) => own !== null);
  if (issuer !== undefined) {
    // An MCP server may be its own authorization server.
    const metadata = await findResourceMetadata(http, resourceMetadataLocations(url, { challenges: [] }));
    if (!isOfResource(metadata)) return { kind: 'authorization-server', issuer };
  }
  const { answer, metadata } = await firstContact(http, url, revision);
  if (answer.status === 0) return nothing(url, answer.reply);
  const asksForToken = answer.status === 401 || answer.challenges.length > 0;
  if (asksForToken || isOfResource(metadata)) {
    return { kind: 'resource-server', issuers: issuersNamedBy(metadata) };
  }
  const because = answer.accepted
    ? 'it serves an MCP request without a token and publishes no resource metadata, so it asks for no authorization'
    : `it answered ${answer.status} to an MCP request of ${revision} without a token, and publishes neither resource metadata nor those of an authorization server`;
  return { kind: 'nothing', because };
}

/** Whether a document is resource metadata (RFC 9728 §2): some servers answer any request with JSON. */
function isOfResource(metadata: ResourceMetadata | null): boolean {
  return (
    metadata !== null && ('resource' in metadata.document || 'authorization_servers' in metadata.document)
  );
}

/** Finds out whether an authorization server that somebody names is there. */
export async function askIssuer(http: Http, issuer: string): Promise<Discovered> {
  const replies = await lookUp(http, issuer);
  const isThere = replies.some(({ status }) => status > 0);
  return isThere ? { kind: 'authorization-server', issuer } : nothing(issuer, replies[0]);
}

function nothing(url: string, reply: Reply | undefined): Discovered {
  const message = reply?.exchange.failure?.message ?? 'no reason';
  return { kind: 'nothing', because: `${url} gave no answer: ${message}` };
}
