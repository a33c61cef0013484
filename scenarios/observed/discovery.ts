import type { Recording } from 'mcp-conformance';
import { sentBy } from './client-flow.ts';

/** The URLs at which the client looked for resource metadata, in order. */
export function resourceMetadataUrls(flow: Recording): readonly string[] {
  return sentBy(flow, 'resource-metadata').map(({ request }) => request.url);
}

/** The URLs at which the client looked for metadata of an issuer's host, in order and each once. */
export function serverMetadataUrls(flow: Recording, issuer: string): readonly string[] {
  const { origin } = new URL(issuer);
  const urls = sentBy(flow, 'server-metadata').map(({ request }) => request.url);
  return [...new Set(urls)].filter((url) => new URL(url).origin === origin);
}

/** Requests that act on what discovery found. */
export const actions = ['registration-request', 'authorization-request', 'token-request'] as const;

/** Requests that come before anything of the user is asked. */
export const beginnings = ['registration-request', 'authorization-request'] as const;
