import { randomUUID } from 'node:crypto';
import type { DocumentHosting, HostedDocument, RegisteredClient } from '../define/provider-probe.ts';
import type { WireResponse } from '../trace/trace.ts';
import type { DocumentHost, HostedEntry, OnFetched, Setup } from './setup.ts';

interface Entry {
  document: DocumentHosting;
  hits: number;
  readonly onFetched: OnFetched;
}

/**
 * Hosts client ID metadata documents at an https origin that exists in memory only. `elsewhere` fetches those of clients
 * that are not ours; without it there are none.
 */
export function openDocumentHost(available: boolean, elsewhere: typeof fetch = notHosted): DocumentHost {
  const entries = new Map<string, Entry>();
  return {
    available,
    put: (document, onFetched = () => undefined) => {
      const url = `https://clients.mcp-conformance.example/${randomUUID()}.json`;
      const entry: Entry = { document, hits: 0, onFetched };
      entries.set(url, entry);
      return {
        url,
        hits: () => entry.hits,
        replace: (next) => {
          entry.document = next;
        },
      } satisfies HostedEntry;
    },
    fetch: async (url, init) => {
      const entry = entries.get(url);
      if (!entry) return elsewhere(url, init);
      entry.hits += 1;
      const answer = answerOf(url, entry.document);
      entry.onFetched(url, answer);
      const headers = answer.headers.map(([name, value]): [string, string] => [name, value]);
      return new Response(answer.body?.text, { status: answer.status, headers });
    },
  };
}

const notHosted = async () => new Response('no such document', { status: 404 });

function answerOf(url: string, { body, status = 200, headers }: DocumentHosting): WireResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body(url));
  return {
    status,
    headers: Object.entries({ 'content-type': 'application/json', ...headers }),
    body: { text, bytes: Buffer.byteLength(text), truncated: false },
  };
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
