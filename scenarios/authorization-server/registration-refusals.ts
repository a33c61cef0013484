import {
  defineScenario,
  fact,
  mediaType,
  type Observation,
  type Registration,
  refusal,
} from 'mcp-conformance';

const malformed: readonly [string, Record<string, unknown>, readonly string[]][] = [
  [
    'an unknown authentication method',
    { token_endpoint_auth_method: 'mcp-conformance-no-such-method' },
    ['invalid_client_metadata'],
  ],
  [
    'jwks together with jwks_uri',
    {
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [] },
      jwks_uri: 'https://client.mcp-conformance.example/jwks',
    },
    ['invalid_client_metadata'],
  ],
  [
    'a redirect URI that is no URI',
    { redirect_uris: ['not a uri'] },
    ['invalid_redirect_uri', 'invalid_client_metadata'],
  ],
];

const unsafe = [
  ['http on a remote host', 'http://client.mcp-conformance.example/callback'],
  ['a fragment', 'https://client.mcp-conformance.example/callback#fragment'],
  ['a relative form', '/callback'],
  ['a script', 'javascript:alert(1)'],
  ['a data URL', 'data:text/html,hello'],
] as const;

/** RFC 7591 §3.2.2; RFC 6749 §3.1.2; MCP on redirect URIs. */
export default defineScenario({
  title: 'Registers clients with broken metadata and with unsafe redirect URIs.',
  subject: 'authorization-server',
  judges: ['as.dcr.error-format', 'as.dcr.requires-redirect-uris', 'as.dcr.rejects-unsafe-redirects'],
  needs: ['dynamic-registration'],
  modes: ['dynamic'],

  async run({ provider, judge }) {
    const control = await provider.register();
    for (const [note, changes, errors] of malformed) {
      const observed = await provider.register(changes, { note });
      judge('as.dcr.error-format', {
        control,
        observed,
        expect: refusal({ status: 400, error: errors, otherwise: 'fail' }),
      });
      judge('as.dcr.error-format', { observed, expect: isJson });
    }
    const broken = await provider.send({
      url: await provider.endpoint('registration_endpoint'),
      kind: 'registration-request',
      headers: [['Content-Type', 'application/json']],
      body: '{"redirect_uris": [',
      note: 'broken JSON',
    });
    judge('as.dcr.error-format', { control, observed: broken, expect: refusal({ status: 400 }) });

    for (const [note, redirects] of [
      ['no redirect_uris', undefined],
      ['an empty list of redirect_uris', []],
    ] as const) {
      judge('as.dcr.requires-redirect-uris', {
        control,
        observed: await provider.register({ redirect_uris: redirects }, { note }),
        expect: refusal({ status: 400, error: ['invalid_redirect_uri', 'invalid_client_metadata'] }),
      });
    }
    for (const [note, uri] of unsafe) {
      const observed = await provider.register({ redirect_uris: [uri], application_type: 'web' }, { note });
      judge('as.dcr.rejects-unsafe-redirects', {
        control,
        observed: keptAs(uri, observed),
        expect: refusal({ otherwise: 'pass' }),
      });
      const native = await provider.register(
        { redirect_uris: [uri] },
        { note: `${note}, as a native client` },
      );
      judge('as.dcr.rejects-unsafe-redirects', {
        control,
        observed: keptAs(uri, native),
        expect: refusal({ otherwise: 'pass' }),
      });
    }
  },
});

/** A registration that dropped the unsafe URI did what is asked. */
function keptAs(uri: string, registration: Registration): Registration {
  return { ...registration, accepted: registration.client?.redirectUris.includes(uri) ?? false };
}

const isJson = fact<Observation>('a JSON error', ({ exchanges, status }) => {
  const type = mediaType(exchanges.at(-1)?.response?.headers ?? []);
  return type === 'application/json' || status < 400 ? null : `content type ${type || '(absent)'}`;
});
