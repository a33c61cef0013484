import type { Revision } from '../../harness/catalogue/vocabulary.ts';
import { parseChallenges } from '../../harness/define/challenge.ts';
import type { FaultyClient, Outgoing, Refusal } from './faulty.ts';

const wellKnown =
  /^(https?:\/\/[^/]+)(.*)\/\.well-known\/(oauth-authorization-server|openid-configuration)(.*)$/;

export interface GuardedFetchOptions {
  readonly inner: typeof fetch;
  readonly policy: FaultyClient;
  readonly serverUrl: string;
  readonly revision: Revision;
  /** Hears why the MCP server refused a request, and which scopes its challenge names. */
  readonly onRefusal: (refusal: Refusal, scope: string | null) => void;
}

/**
 * The fetch that the SDK gets: it drops documents that may not be used, which the SDK (1.x) does not check, and
 * lets faults rewrite what goes out.
 */
export function guardedFetch(options: GuardedFetchOptions): typeof fetch {
  const { inner, policy, serverUrl, revision } = options;
  return async (input, init) => {
    const request = new Request(input, init);
    const outgoing: Outgoing = {
      url: typeof input === 'string' ? input : input instanceof URL ? input.href : input.url,
      method: request.method,
      headers: new Headers(request.headers),
      body: request.body === null ? null : await request.text(),
    };
    if (outgoing.body?.includes('"redirect_uris"')) outgoing.body = withoutScope(outgoing.body);
    policy.rewriteRequest(outgoing);
    const { redirect, signal } = request;
    const response = await policy.transmit(outgoing, ({ url, method, headers, body }) =>
      inner(url, { method, headers, body, redirect, signal }),
    );
    if (outgoing.url.startsWith(serverUrl)) readRefusal(response, options.onRefusal);
    return inspect(response, outgoing.url, policy, serverUrl, revision);
  };
}

/**
 * The SDKs register for the scope of the first request, and servers that hold clients to it (RFC 7591 §2) then
 * refuse every step-up.
 */
function withoutScope(registration: string): string {
  const { scope: _, ...metadata } = parse(registration) ?? {};
  return JSON.stringify(metadata);
}

/** RFC 6750 §3.1. */
function readRefusal({ status, headers }: Response, onRefusal: GuardedFetchOptions['onRefusal']): void {
  const [challenge] = parseChallenges([headers.get('www-authenticate') ?? '']);
  const scope = challenge?.parameters.get('scope') ?? null;
  if (status === 401) onRefusal('unauthorized', scope);
  if (status === 403 && challenge?.parameters.get('error') === 'insufficient_scope')
    onRefusal('insufficient-scope', scope);
}

async function inspect(
  response: Response,
  url: string,
  policy: FaultyClient,
  serverUrl: string,
  revision: Revision,
): Promise<Response> {
  if (!response.ok) return response;
  const isResource = url.includes('/.well-known/oauth-protected-resource');
  const [, origin = '', before = '', , after = ''] = wellKnown.exec(url) ?? [];
  if (!isResource && origin === '') return response;
  const text = await response.text();
  const document = parse(text);
  const problem =
    document === null
      ? null
      : isResource
        ? policy.checkResource(document, serverUrl, url)
        : checkIssuerForms(policy, document, origin, before + after, revision, url);
  if (problem === null) return new Response(text, { status: response.status, headers: response.headers });
  return new Response(JSON.stringify({ error: 'not_usable', error_description: problem }), { status: 404 });
}

/** The identifier that a well-known URL was built from has no lone trailing slash, or is spelt with one. */
function checkIssuerForms(
  policy: FaultyClient,
  document: Record<string, unknown>,
  origin: string,
  path: string,
  revision: Revision,
  url: string,
): string | null {
  const spelt = document['issuer'] === `${origin}${path}/` && path === '' ? `${origin}/` : origin + path;
  return policy.checkMetadata(document, spelt, revision, url);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
