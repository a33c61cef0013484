import { defineScenario, fact, success } from 'mcp-conformance';

const redirect = 'http://127.0.0.1:33418/callback';
const valid = (url: string) => ({
  client_id: url,
  client_name: 'mcp-conformance',
  redirect_uris: [redirect],
  token_endpoint_auth_method: 'none',
  application_type: 'native',
});

/** draft-ietf-oauth-client-id-metadata-document §4.4: good documents may be cached, failures may not. */
export default defineScenario({
  title: 'Serves a document first broken, then good, and counts the fetches of a cacheable one.',
  subject: 'authorization-server',
  judges: ['as.cimd.no-negative-caching', 'as.cimd.respects-caching'],
  needs: ['sign-in', 'metadata-documents'],
  modes: 'any',

  async run({ provider, judge }) {
    const good = await provider.hostDocument({ body: valid });
    const hosted = await provider.hostDocument({ body: valid, status: 500 });
    const cached = await provider.hostDocument({ body: valid, headers: { 'cache-control': 'max-age=3600' } });
    if (!good || !hosted || !cached) throw new Error('no document can be hosted');
    const client = { ...hosted.client, redirectUris: [redirect] };
    const control = await provider.authorize({ client: { ...good.client, redirectUris: [redirect] } });
    await provider.authorize({ client, note: 'the document cannot be had' });
    hosted.replace({ body: valid });
    judge('as.cimd.no-negative-caching', {
      control,
      observed: await provider.authorize({ client, note: 'the document is good now' }),
      expect: success('the good document is fetched and used'),
    });
    await provider.authorize({ client: cached.client });
    const fetched = cached.hits();
    const again = await provider.authorize({
      client: cached.client,
      note: 'a second flow, the document is fresh',
    });
    judge('as.cimd.respects-caching', {
      observed: again,
      expect: fact('a fresh document is not fetched again', () =>
        cached.hits() === fetched ? null : `${cached.hits() - fetched} more fetches within max-age`,
      ),
    });
  },
});
