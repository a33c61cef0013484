import type { McpAnswer, ResourceMetadata } from '../define/resource-probe.ts';
import type { Http } from '../trace/http.ts';

/** A place where a client looks for resource metadata, and why there. */
export interface ResourceMetadataLocation {
  readonly url: string;
  readonly origin: 'challenge' | 'path' | 'root';
}

/**
 * Where a client looks after a refusal: the challenge's URL first, then the path-inserted and the root well-known
 * URL (MCP 2025-11-25, RFC 9728 §3.1).
 */
export function resourceMetadataLocations(
  url: string,
  { challenges }: Pick<McpAnswer, 'challenges'>,
): ResourceMetadataLocation[] {
  const named = challenges
    .filter(({ scheme }) => scheme.toLowerCase() === 'bearer')
    .map(({ parameters }) => parameters.get('resource_metadata'))
    .find((value) => value !== undefined);
  const { origin, pathname } = new URL(url);
  const wellKnown = `${origin}/.well-known/oauth-protected-resource`;
  const path = pathname.replace(/\/$/, '');
  return [
    ...(named ? [{ url: named, origin: 'challenge' as const }] : []),
    ...(path === '' ? [] : [{ url: wellKnown + path, origin: 'path' as const }]),
    { url: wellKnown, origin: 'root' },
  ];
}

/** The first document at the locations, or `null`. */
export async function findResourceMetadata(
  http: Pick<Http, 'send'>,
  candidates: readonly ResourceMetadataLocation[],
): Promise<ResourceMetadata | null> {
  for (const { url } of candidates) {
    if (!/^https?:/.test(url)) continue;
    const reply = await http.send({
      url,
      kind: 'resource-metadata',
      headers: [['Accept', 'application/json']],
    });
    if (reply.status === 200 && reply.json) return { url, reply, document: reply.json };
  }
  return null;
}
