import { defineScenario, refusal } from 'mcp-conformance';

const redirect = 'http://127.0.0.1:33418/callback';
const oneMegabyte = 1024 * 1024;

const document = (padding: number) => (url: string) => ({
  client_id: url,
  client_name: 'mcp-conformance',
  redirect_uris: [redirect],
  token_endpoint_auth_method: 'none',
  application_type: 'native',
  x_padding: 'x'.repeat(padding),
});

/** draft-ietf-oauth-client-id-metadata-document §6.6: five kilobytes are recommended as the limit. */
export default defineScenario({
  title: 'Identifies as a URL with a very large metadata document behind it.',
  subject: 'authorization-server',
  judges: ['as.cimd.blocks-internal-fetch'],
  needs: ['sign-in', 'metadata-documents'],
  modes: 'any',

  async run({ provider, judge }) {
    const attempt = async (padding: number, note: string) => {
      const hosted = await provider.hostDocument({ body: document(padding) });
      if (!hosted) throw new Error('no document can be hosted');
      return provider.authorize({ client: hosted.client, note });
    };
    judge('as.cimd.blocks-internal-fetch', {
      control: await attempt(0, 'a small document'),
      observed: await attempt(oneMegabyte, 'a document of one megabyte'),
      expect: refusal({ otherwise: 'pass' }),
    });
  },
});
