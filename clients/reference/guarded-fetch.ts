import type { Revision } from '../../harness/catalogue/vocabulary.ts';
import type { FaultyClient, Outgoing } from './faulty.ts';

const wellKnown =
  /^(https?:\/\/[^/]+)(.*)\/\.well-known\/(oauth-authorization-server|openid-configuration)(.*)$/;

/**
 * The fetch that the SDK gets: it drops documents that may not be used, which the SDK (1.x) does not check, and
 * lets faults rewrite what goes out.
 */
export function guardedFetch(
  inner: typeof fetch,
  policy: FaultyClient,
  serverUrl: string,
  revision: Revision,
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const outgoing: Outgoing = {
      url: typeof input === 'string' ? input : input instanceof URL ? input.href : input.url,
      method: request.method,
      headers: new Headers(request.headers),
      body: request.body === null ? null : await request.text(),
    };
    policy.rewriteRequest(outgoing);
    const response = await inner(outgoing.url, {
      method: outgoing.method,
      headers: outgoing.headers,
      body: outgoing.body,
      signal: request.signal,
    });
    return inspect(response, outgoing.url, policy, serverUrl, revision);
  };
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
        : checkIssuerForms(policy, document, origin, before + after, revision);
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
): string | null {
  const spelt = document['issuer'] === `${origin}${path}/` && path === '' ? `${origin}/` : origin + path;
  return policy.checkMetadata(document, spelt, revision);
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
