import { metadataLocations } from './metadata.ts';
import type { LiveProvider } from './setup.ts';

/** The scope that the reference server's tools need. */
export const toolScope = 'mcp:tools';

/**
 * Whether tokens of a provider can carry the scope of the reference server: as the definition says, else as the
 * metadata lists it (RFC 8414 §2). A server that demanded what its provider does not know would refuse every token.
 */
export async function knowsToolScope(
  { definition, issuer }: LiveProvider,
  fetch: typeof globalThis.fetch,
): Promise<boolean> {
  if (definition.scope !== undefined) return definition.scope.split(' ').includes(toolScope);
  for (const { url } of metadataLocations(issuer)) {
    const listed = await scopesAt(url, fetch);
    if (listed !== null) return listed.includes(toolScope);
  }
  return false;
}

/** What a metadata document lists, or `null` where there is none; that it is missing is judged elsewhere. */
async function scopesAt(url: string, fetch: typeof globalThis.fetch): Promise<readonly unknown[] | null> {
  try {
    const answer = await fetch(url, { headers: { Accept: 'application/json' } });
    const document = answer.ok ? ((await answer.json()) as Record<string, unknown> | null) : null;
    const listed = document?.['scopes_supported'];
    return document === null ? null : Array.isArray(listed) ? listed : [];
  } catch {
    return null;
  }
}
