import { type DocumentHosting, defineScenario, fact, refusal, success } from 'mcp-conformance';

const redirect = 'http://127.0.0.1:33418/callback';

const valid = (url: string) => ({
  client_id: url,
  client_name: 'mcp-conformance',
  redirect_uris: [redirect],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
  application_type: 'native',
});

const without = (member: string) => (url: string) => ({ ...valid(url), [member]: undefined });

const broken: readonly [string, DocumentHosting][] = [
  ['HTML', { body: '<!doctype html><title>no</title>', headers: { 'content-type': 'text/html' } }],
  ['broken JSON', { body: '{"client_id": ' }],
  ['a document without client_id', { body: without('client_id') }],
  ['a document without client_name', { body: without('client_name') }],
  ['a document without redirect_uris', { body: without('redirect_uris') }],
  ['status 404', { body: valid, status: 404 }],
  ['status 500', { body: valid, status: 500 }],
];

const mismatched: readonly [string, (url: string) => string][] = [
  ['another host', (url) => url.replace('clients.', 'other.')],
  ['another path', (url) => url.replace('.json', '-other.json')],
  ['a trailing slash', (url) => `${url}/`],
  ['another letter case', (url) => url.replace('clients.', 'Clients.')],
];

/** MCP 2025-11-25 client ID metadata documents; draft-ietf-oauth-client-id-metadata-document §4. */
export default defineScenario({
  title: 'Identifies as URLs with good, broken and mismatched metadata documents behind them.',
  subject: 'authorization-server',
  judges: [
    'as.cimd.supported',
    'as.cimd.advertised',
    'as.cimd.fetches-document',
    'as.cimd.rejects-client-id-mismatch',
    'as.cimd.rejects-invalid-document',
    'as.cimd.checks-redirect-uri',
    'as.cimd.enforces-client-authentication',
  ],
  needs: ['sign-in', 'metadata-documents'],
  modes: 'any',

  async run({ provider, judge, mode }) {
    const attempt = async (document: DocumentHosting, note: string, parameters = {}) => {
      const hosted = await provider.hostDocument(document);
      if (!hosted) throw new Error('no document can be hosted');
      const client = { ...hosted.client, redirectUris: [redirect] };
      return { hosted, asked: await provider.authorize({ client, parameters, note }) };
    };
    const { hosted, asked: control } = await attempt({ body: valid }, 'a good document');
    const tokens = await provider.redeem(control);
    // Where a client that is known otherwise fares no better, the document is not what is wrong.
    const other = tokens.accepted || mode === 'metadata-document' ? null : await provider.tokens();
    const beside = other ? { control: other } : {};
    judge('as.cimd.supported', {
      ...beside,
      observed: tokens,
      expect: success('a client with a metadata document gets tokens'),
    });
    judge('as.cimd.fetches-document', {
      observed: control,
      expect: fact('the document is fetched', () => (hosted.hits() > 0 ? null : 'it was never fetched')),
    });
    for (const { reply, document, format } of await provider.metadata()) {
      const flag = document['client_id_metadata_document_supported'];
      judge('as.cimd.advertised', {
        ...beside,
        observed: reply,
        expect: fact('the flag says what the server does', () =>
          (flag === true) === control.accepted
            ? null
            : `client_id_metadata_document_supported ${JSON.stringify(flag ?? '(absent)')} in the ${format} document`,
        ),
      });
    }
    for (const [note, change] of mismatched) {
      const { asked } = await attempt(
        { body: (url) => ({ ...valid(url), client_id: change(url) }) },
        `client_id with ${note}`,
      );
      judge('as.cimd.rejects-client-id-mismatch', {
        control,
        observed: asked,
        expect: refusal({ otherwise: 'pass' }),
      });
    }
    for (const [note, document] of broken) {
      const { asked } = await attempt(document, note);
      judge('as.cimd.rejects-invalid-document', {
        control,
        observed: asked,
        expect: refusal({ otherwise: 'pass' }),
      });
    }
    for (const uri of ['http://127.0.0.1:33418/unlisted', `${redirect}/extra`]) {
      const { asked } = await attempt({ body: valid }, 'an unlisted redirect_uri', { redirect_uri: uri });
      judge('as.cimd.checks-redirect-uri', {
        control,
        observed: asked,
        expect: refusal({ otherwise: 'pass' }),
      });
    }
    for (const secret of [
      { token_endpoint_auth_method: 'client_secret_basic' },
      { client_secret: 'mcp-conformance-shared-secret' },
    ]) {
      const { asked } = await attempt(
        { body: (url) => ({ ...valid(url), ...secret }) },
        `a document with ${Object.keys(secret)[0]}`,
      );
      judge('as.cimd.enforces-client-authentication', {
        control,
        observed: asked,
        expect: refusal({ otherwise: 'pass' }),
      });
    }
  },
});
