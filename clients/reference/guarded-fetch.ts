import type { Revision } from '../../harness/catalogue/vocabulary.ts';
import type { Challenge } from '../../harness/define/challenge.ts';
import type { FaultyClient, Outgoing, Refusal } from './faulty.ts';
import { notUsable, openDocumentInspector, parseObject } from './inspect-documents.ts';

export interface GuardedFetchOptions {
  readonly inner: typeof fetch;
  readonly policy: FaultyClient;
  readonly serverUrl: string;
  readonly revision: Revision;
  /** Hears why the MCP server refused a request, and which scopes its challenge names. */
  readonly onRefusal: (refusal: Refusal, scope: string | null) => void;
  /** Hears why a document was dropped. */
  readonly onDrop: (problem: string) => void;
}

/**
 * The fetch that the SDK gets: it reads challenges in all their spellings and drops documents that may not be used,
 * which the SDK (1.x) does not, and lets faults rewrite what goes out.
 */
export function guardedFetch(options: GuardedFetchOptions): typeof fetch {
  const { inner, policy, serverUrl } = options;
  const documents = openDocumentInspector(options);
  return async (input, init) => {
    const request = new Request(input, init);
    const outgoing: Outgoing = {
      url: typeof input === 'string' ? input : input instanceof URL ? input.href : input.url,
      method: request.method,
      headers: new Headers(request.headers),
      body: request.body === null ? null : await request.text(),
    };
    if (outgoing.body?.includes('"redirect_uris"')) outgoing.body = withoutScope(outgoing.body);
    // A fault may send it elsewhere; what the answer is for stays the same.
    const isMcp = outgoing.url === serverUrl;
    const problem = isMcp ? null : policy.checkEndpoint(outgoing.url);
    if (problem !== null) {
      options.onDrop(problem);
      return notUsable(problem);
    }
    policy.rewriteRequest(outgoing);
    const { redirect, signal } = request;
    const response = await policy.transmit(outgoing, ({ url, method, headers, body }) =>
      inner(url, { method, headers, body, redirect, signal }),
    );
    if (!isMcp) return documents.inspect(response, outgoing.url);
    const challenge = challengeOf(response, policy);
    const named = challenge?.parameters.get('resource_metadata');
    if (named !== undefined) documents.noteChallenge(named);
    readRefusal(response.status, challenge, options.onRefusal);
    return challenge ? withChallenge(response, challenge) : response;
  };
}

/**
 * The SDKs register for the scope of the first request, and servers that hold clients to it (RFC 7591 §2) then
 * refuse every step-up.
 */
function withoutScope(registration: string): string {
  const { scope: _, ...metadata } = parseObject(registration) ?? {};
  return JSON.stringify(metadata);
}

function challengeOf({ headers }: Response, policy: FaultyClient): Challenge | undefined {
  const line = headers.get('www-authenticate');
  if (line === null) return undefined;
  return policy.readChallenges([line]).find(({ scheme }) => scheme.toLowerCase() === 'bearer');
}

/** RFC 6750 §3.1. */
function readRefusal(
  status: number,
  challenge: Challenge | undefined,
  onRefusal: GuardedFetchOptions['onRefusal'],
): void {
  const scope = challenge?.parameters.get('scope') ?? null;
  if (status === 401) onRefusal('unauthorized', scope);
  if (status === 403 && challenge?.parameters.get('error') === 'insufficient_scope')
    onRefusal('insufficient-scope', scope);
}

/** Spells a challenge as every SDK reads it: they search the line for names, wherever in it those stand. */
function withChallenge(response: Response, { parameters }: Challenge): Response {
  const wanted = ['error', 'scope', 'resource_metadata'].flatMap((name) => {
    const value = parameters.get(name);
    return value === undefined ? [] : [`${name}="${value}"`];
  });
  const headers = new Headers(response.headers);
  headers.set('www-authenticate', `Bearer ${wanted.join(', ') || 'realm="none"'}`);
  return new Response(response.body, { status: response.status, headers });
}
