import {
  allOf,
  containing,
  defineScenario,
  fact,
  field,
  mediaType,
  type ServerMetadata,
} from 'mcp-conformance';

const isUrl = (value: unknown): value is string => typeof value === 'string' && URL.canParse(value);

const judged = [
  'as.metadata.http-200-json',
  'as.metadata.required-members',
  'as.metadata.issuer-identical',
  'as.metadata.issuer-url-form',
  'as.metadata.endpoints-https',
  'as.metadata.pkce-methods-advertised',
] as const;

/** RFC 8414 §2 and §3.3; OpenID Connect Discovery §3; MCP 2025-11-25 on `code_challenge_methods_supported`. */
export default defineScenario({
  title: 'Reads every metadata document that the server publishes.',
  subject: 'authorization-server',
  judges: judged,
  modes: 'any',
  intrusiveness: 'observe',

  async run({ provider, judge, cannotTell }) {
    const published = new Set((await provider.metadata()).map(({ url }) => url));
    const replies = await provider.lookUpMetadata();
    if (!replies.some(({ status }) => status === 200)) {
      return cannotTell(judged, 'no metadata was found', [
        'as.metadata.published',
        'as.metadata.rfc8414-mandatory',
        'as.metadata.legacy-recommended',
      ]);
    }
    for (const reply of replies) {
      const format = reply.exchange.request.url.includes('openid-configuration') ? 'oidc' : 'oauth';
      if (reply.status !== 200 || !(published.has(reply.exchange.request.url) || reply.json)) continue;
      const document = {
        url: reply.exchange.request.url,
        format,
        reply,
        document: reply.json ?? {},
      } as const;
      judge('as.metadata.http-200-json', { observed: reply, expect: isJson(document) });
      judge('as.metadata.required-members', { observed: reply, expect: hasMembers(document) });
      judge('as.metadata.issuer-identical', {
        observed: reply,
        expect: field('issuer', {
          expected: `is ${provider.issuer}`,
          matches: (value) => value === provider.issuer,
        }),
      });
      judge('as.metadata.issuer-url-form', { observed: reply, expect: issuerForm(document) });
      judge('as.metadata.endpoints-https', { observed: reply, expect: endpointsSecure(document) });
      judge('as.metadata.pkce-methods-advertised', {
        observed: reply,
        expect: field('code_challenge_methods_supported', containing('S256')),
      });
    }
  },
});

function isJson({ reply, document }: ServerMetadata) {
  return allOf(
    fact('application/json', () =>
      mediaType(reply.headers) === 'application/json' ? null : mediaType(reply.headers),
    ),
    fact('no empty array', () => {
      const empty = Object.entries(document).find(([, value]) => Array.isArray(value) && value.length === 0);
      return empty ? `${empty[0]} is an empty array` : null;
    }),
  );
}

function hasMembers({ format, document }: ServerMetadata) {
  const urls = [
    'issuer',
    'authorization_endpoint',
    'token_endpoint',
    ...(format === 'oidc' ? ['jwks_uri'] : []),
  ];
  const lists = [
    'response_types_supported',
    ...(format === 'oidc' ? ['subject_types_supported', 'id_token_signing_alg_values_supported'] : []),
  ];
  return fact([...urls, ...lists].join(', '), () => {
    const missing = [
      ...urls.filter((name) => !isUrl(document[name])),
      ...lists.filter((name) => !Array.isArray(document[name])),
    ];
    if (missing.length > 0) return `${missing.join(', ')} (absent or of the wrong type)`;
    const types = document['response_types_supported'];
    return Array.isArray(types) && types.includes('code') ? null : 'response_types_supported without code';
  });
}

function issuerForm({ document }: ServerMetadata) {
  return fact('an https URL without query and fragment', () => {
    const { issuer } = document;
    if (!isUrl(issuer)) return `issuer ${JSON.stringify(issuer ?? null)}`;
    return isSecure(issuer) && !/[?#]/.test(issuer) ? null : `issuer ${issuer}`;
  });
}

function endpointsSecure({ document }: ServerMetadata) {
  return fact('https endpoints without fragment', () => {
    const endpoints = Object.entries(document).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name));
    const wrong = endpoints.find(([, url]) => !isUrl(url) || !isSecure(url) || url.includes('#'));
    return wrong ? `${wrong[0]} ${JSON.stringify(wrong[1])}` : null;
  });
}

/** https, or http on loopback as development instances have it. */
function isSecure(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
  );
}
