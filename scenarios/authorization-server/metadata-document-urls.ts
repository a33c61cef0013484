import { defineScenario, refusal } from 'mcp-conformance';

const redirect = 'http://127.0.0.1:33418/callback';

const defects: readonly [string, (url: string) => string][] = [
  ['http', (url) => url.replace('https:', 'http:')],
  ['no path', (url) => new URL(url).origin],
  ['a fragment', (url) => `${url}#fragment`],
  ['user info', (url) => url.replace('https://', 'https://user@')],
  ['dot segments', (url) => url.replace('.example/', '.example/a/../')],
];

/** draft-ietf-oauth-client-id-metadata-document §3. */
export default defineScenario({
  title: 'Identifies as URLs that may not be client identifiers, each with a good document behind it.',
  subject: 'authorization-server',
  judges: ['as.cimd.rejects-bad-url'],
  needs: ['sign-in', 'metadata-documents'],
  modes: 'any',

  async run({ provider, judge }) {
    const attempt = async (change: (url: string) => string, note: string) => {
      const hosted = await provider.hostDocument({
        body: (url) => ({
          client_id: change(url),
          client_name: 'mcp-conformance',
          redirect_uris: [redirect],
          token_endpoint_auth_method: 'none',
          application_type: 'native',
        }),
      });
      if (!hosted) throw new Error('no document can be hosted');
      const client = { ...hosted.client, clientId: change(hosted.url), redirectUris: [redirect] };
      return provider.authorize({ client, note });
    };
    const control = await attempt((url) => url, 'a good URL');
    for (const [note, change] of defects) {
      const observed = await attempt(change, `a client_id with ${note}`);
      judge('as.cimd.rejects-bad-url', { control, observed, expect: refusal({ otherwise: 'pass' }) });
    }
  },
});
