import { randomUUID } from 'node:crypto';
import type { DocumentHosting, HostedDocument, RegisteredClient } from '../define/provider-probe.ts';
import type { DocumentHost, HostedEntry, Setup } from './setup.ts';

/** Hosts client ID metadata documents at an https origin that exists in memory only. */
export function openDocumentHost(available: boolean): DocumentHost {
  const entries = new Map<string, { document: DocumentHosting; hits: number }>();
  return {
    available,
    put: (document) => {
      const url = `https://clients.mcp-conformance.example/${randomUUID()}.json`;
      entries.set(url, { document, hits: 0 });
      return {
        url,
        hits: () => entries.get(url)?.hits ?? 0,
        replace: (next) => entries.set(url, { document: next, hits: entries.get(url)?.hits ?? 0 }),
      } satisfies HostedEntry;
    },
    fetch: async (url) => {
      const entry = entries.get(url);
      if (!entry) return new Response('no such document', { status: 404 });
      entry.hits += 1;
      return serve(url, entry.document);
    },
  };
}

function serve(url: string, { body, status, headers }: DocumentHosting): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body(url));
  return new Response(text, {
    status: status ?? 200,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** Hosts a document for a scenario, or answers `null` where the provider could not fetch it. */
export function hostDocument(setup: Setup, document: DocumentHosting): HostedDocument | null {
  if (!setup.documents.available) return null;
  const entry = setup.documents.put(document);
  const described =
    typeof document.body === 'string' ? {} : (document.body(entry.url) as Record<string, unknown>);
  const uris = described['redirect_uris'];
  const client: RegisteredClient = {
    clientId: entry.url,
    clientSecret: null,
    redirectUris: Array.isArray(uris) ? uris.map(String) : [],
    authenticationMethod: 'none',
    mode: 'metadata-document',
  };
  return { ...entry, client };
}
