import type { Request } from 'express';
import type { Settings } from '../settings.ts';

/** The resource identifier: as configured, else where the request was sent; its host was checked before. */
export function resourceUrl({ publicUrl }: Settings, request: Request): string {
  return publicUrl ?? `${request.protocol}://${request.host}/mcp`;
}

/** The well-known URL of a resource's metadata (RFC 9728 §3.1). */
export function metadataUrl(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}/.well-known/oauth-protected-resource${pathname === '/' ? '' : pathname}`;
}
