import {
  allOf,
  defineScenario,
  fact,
  type McpAnswer,
  mediaType,
  type ResourceMetadata,
} from 'mcp-conformance';

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** A document may name any number of servers, and have each of them asked by whoever reads it. */
const followed = 8;

/** RFC 9728 §2 and §3.3; MCP on `authorization_servers` and scopes. */
export default defineScenario({
  title: 'Reads the resource metadata and follows it to the authorization servers.',
  subject: 'resource-server',
  judges: [
    'rs.prm.http-200-json',
    'rs.prm.resource-identifies-server',
    'rs.prm.resource-url-form',
    'rs.prm.authorization-servers',
    'rs.prm.authorization-servers-are-issuers',
    'rs.prm.scopes-supported',
    'rs.prm.scopes-minimal',
    'rs.prm.no-offline-access',
    'rs.prm.https',
  ],
  intrusiveness: 'observe',

  async run({ resource, provider, judge, cannotTell, doesNotApply }) {
    const found = await resource.metadata();
    if (!found) return;
    const { reply: observed, document } = found;
    const scopes = strings(document['scopes_supported']);
    const locations = await resource.metadataLocations();
    const named = [found.url, ...locations.map(({ url }) => url)].filter((url) => URL.canParse(url));
    judge('rs.prm.http-200-json', { observed, expect: isJson(found) });
    judge('rs.prm.resource-identifies-server', { observed, expect: identifies(found, resource.url) });
    judge('rs.prm.resource-url-form', { observed, expect: isGoodUrl(document['resource']) });
    judge('rs.prm.authorization-servers', {
      observed,
      expect: fact('at least one authorization server', () =>
        strings(document['authorization_servers']).length > 0
          ? null
          : `authorization_servers ${JSON.stringify(document['authorization_servers'] ?? '(absent)')}`,
      ),
    });
    judge('rs.prm.https', {
      observed,
      expect: fact(
        'https, or http on loopback',
        () => [resource.url, ...named].find((url) => !isSecure(url)) ?? null,
      ),
    });
    const usesScopes =
      resource.tools.elevated !== null || scopes.length > 0 || asksForScope(await resource.call(null));
    if (usesScopes)
      judge('rs.prm.scopes-supported', { observed, expect: listsScopes(document['scopes_supported']) });
    else doesNotApply('rs.prm.scopes-supported', 'the server is not known to use scopes');
    judge('rs.prm.scopes-minimal', { observed, expect: isMinimal(scopes) });
    judge('rs.prm.no-offline-access', {
      observed,
      expect: fact('no offline_access', () =>
        scopes.includes('offline_access') ? 'scopes_supported has offline_access' : null,
      ),
    });

    const issuers = strings(document['authorization_servers']);
    if (issuers.length > followed) {
      cannotTell(
        'rs.prm.authorization-servers-are-issuers',
        `${issuers.length} authorization servers are named, and ${followed} of them were asked`,
      );
    }
    for (const issuer of issuers.slice(0, followed)) {
      if (!URL.canParse(issuer)) {
        judge('rs.prm.authorization-servers-are-issuers', {
          observed,
          expect: fact('an issuer URL', () => issuer),
        });
        continue;
      }
      const replies = await Promise.all(
        wellKnown(issuer).map((url) => provider.send({ url, kind: 'server-metadata' })),
      );
      const metadata = replies.find(({ status, json }) => status === 200 && json !== null);
      if (!metadata && replies.every(({ status }) => status === 0)) {
        cannotTell('rs.prm.authorization-servers-are-issuers', `${issuer} gave no answer`);
      } else {
        judge('rs.prm.authorization-servers-are-issuers', {
          observed: metadata ?? observed,
          expect: fact(`metadata whose issuer is ${issuer}`, () =>
            metadata?.json?.['issuer'] === issuer
              ? null
              : metadata
                ? `issuer ${JSON.stringify(metadata.json?.['issuer'] ?? '(absent)')}`
                : 'no metadata document',
          ),
        });
      }
    }
  },
});

function asksForScope({ challenges }: McpAnswer): boolean {
  return challenges.some(({ parameters }) => (parameters.get('scope') ?? '') !== '');
}

function isJson({ reply, document }: ResourceMetadata) {
  return allOf(
    fact('application/json', () =>
      mediaType(reply.headers) === 'application/json' ? null : mediaType(reply.headers),
    ),
    fact('no empty array', () => {
      const empty = Object.entries(document).find(
        ([name, value]) => Array.isArray(value) && value.length === 0 && name !== 'bearer_methods_supported',
      );
      return empty ? `${empty[0]} is an empty array` : null;
    }),
  );
}

function identifies({ document }: ResourceMetadata, url: string) {
  return fact(`resource is ${url}`, () => {
    const { resource } = document;
    // A needless fragment is judged by its own requirement.
    if (typeof resource === 'string' && resource.split('#', 1)[0] === url) return null;
    const actual = `resource ${JSON.stringify(resource ?? '(absent)')}`;
    const sameOrigin =
      typeof resource === 'string' &&
      URL.canParse(resource) &&
      new URL(resource).origin === new URL(url).origin;
    const isParent = sameOrigin && new URL(url).pathname.startsWith(new URL(resource).pathname);
    return isParent ? { ok: false, lesser: 'resource names a parent of the MCP endpoint.', actual } : actual;
  });
}

function isGoodUrl(resource: unknown) {
  return fact('an absolute https URL without fragment', () => {
    if (typeof resource !== 'string' || !URL.canParse(resource))
      return `resource ${JSON.stringify(resource ?? '(absent)')}`;
    if (!isSecure(resource) || resource.includes('#')) return `resource ${resource}`;
    const untidy =
      resource.includes('?') ||
      new URL(resource).host !== /\/\/([^/?#]*)/.exec(resource)?.[1] ||
      /^[a-z]+:\/\/[^/]+\/$/.test(resource);
    return untidy
      ? { ok: false, lesser: 'resource is not in its normal form.', actual: `resource ${resource}` }
      : null;
  });
}

function listsScopes(value: unknown) {
  return fact('a list of scopes', () => {
    const scopes = strings(value);
    if (scopes.length === 0) return `scopes_supported ${JSON.stringify(value ?? '(absent)')}`;
    return scopes.find((scope) => /\s/.test(scope)) ?? null;
  });
}

function isMinimal(scopes: readonly string[]) {
  return fact('no catch-all scope', () => {
    const catchAll = scopes.find((scope) => /^\*$|[:.]\*$|^all$|full[-_ ]?access|^everything$/i.test(scope));
    return catchAll ? `scopes_supported has ${catchAll}` : null;
  });
}

function isSecure(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
  );
}

/** RFC 8414 §3.1 and OpenID Connect Discovery §4, for this issuer. */
function wellKnown(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}/.well-known/openid-configuration${path}`,
    ...(path === '' ? [] : [`${origin}${path}/.well-known/openid-configuration`]),
  ];
}
