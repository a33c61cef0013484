import type { FoundAt } from './document-checks.ts';
import type { FaultyClient } from './faulty.ts';

const wellKnownResource = /\/\.well-known\/oauth-protected-resource(?=[/?]|$)/;
const wellKnownServer =
  /^(https?:\/\/[^/]+)(.*)\/\.well-known\/(?:oauth-authorization-server|openid-configuration)(.*)$/;

/** Looks at metadata documents before the SDK does. */
export interface DocumentInspector {
  /** Remembers that a challenge named a URL as that of the resource metadata. */
  readonly noteChallenge: (metadataUrl: string) => void;
  /** Passes an answer on, or an error in its place where the document may not be used. */
  readonly inspect: (response: Response, url: string) => Promise<Response>;
}

export interface DocumentInspectorOptions {
  readonly policy: FaultyClient;
  readonly serverUrl: string;
  readonly revision: string;
  /** Hears why a document was dropped. */
  readonly onDrop: (problem: string) => void;
}

/** Opens an inspector for one client: what it learns of one document it holds the next ones against. */
export function openDocumentInspector(options: DocumentInspectorOptions): DocumentInspector {
  const { policy, serverUrl, revision } = options;
  /** URLs that challenges named, and issuers that resource metadata listed, as spelt there. */
  const named = new Set<string>();
  const listed = new Set<string>();

  const problemOfResource = (document: Record<string, unknown>, url: string): string | null => {
    const problem = policy.checkResource(document, serverUrl, foundAt(url, named));
    const issuers = document['authorization_servers'];
    if (problem === null && Array.isArray(issuers)) for (const issuer of issuers) listed.add(String(issuer));
    return problem;
  };

  const problemOfServer = (document: Record<string, unknown>, url: string): string | null => {
    const [, origin = '', before = '', after = ''] = wellKnownServer.exec(url) ?? [];
    const derived = origin + before + after;
    const spelt = [...listed].find((issuer) => issuer.replace(/\/$/, '') === derived);
    // Without resource metadata nobody has spelt the issuer, so a lone slash at its end decides nothing.
    const expected = spelt ?? (document['issuer'] === `${derived}/` ? `${derived}/` : derived);
    const problem = policy.checkMetadata(document, expected, revision, url);
    const endpoints = ['token_endpoint', 'registration_endpoint'].flatMap((name) => document[name] ?? []);
    return endpoints.reduce<string | null>(
      (found, endpoint) => found ?? policy.checkEndpoint(String(endpoint)),
      problem,
    );
  };

  return {
    noteChallenge: (metadataUrl) => void named.add(metadataUrl),
    inspect: async (response, url) => {
      const isResource = named.has(url) || wellKnownResource.test(url);
      if (!response.ok || !(isResource || wellKnownServer.test(url))) return response;
      const text = await response.text();
      const document = parseObject(text);
      const check = isResource ? problemOfResource : problemOfServer;
      const problem = document === null ? null : check(document, url);
      if (problem === null) return new Response(text, { status: response.status, headers: response.headers });
      options.onDrop(problem);
      return notUsable(problem);
    },
  };
}

/** An answer in place of one that may not be used, or of one that was never asked for. */
export function notUsable(problem: string): Response {
  return Response.json({ error: 'not_usable', error_description: problem }, { status: 404 });
}

function foundAt(url: string, named: ReadonlySet<string>): FoundAt {
  if (named.has(url)) return 'challenge';
  return new URL(url).pathname === '/.well-known/oauth-protected-resource' ? 'root' : 'path';
}

/** A JSON object, or `null` when the text is anything else. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
