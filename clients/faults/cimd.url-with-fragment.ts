import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

const idOf = ({ searchParams }: URL) => searchParams.get('client_id') ?? '';

/** draft-ietf-oauth-client-id-metadata-document §3: no fragment in the URL. */
export default defineFault<FaultyClient>({
  says: 'tries the URL of its document with a fragment first',
  breaks: ['client.cimd.url-form'],
  install: (client) =>
    tryFirst(
      client,
      (url) => url.searchParams.set('client_id', `${idOf(url)}#this-client`),
      (url) => idOf(url).startsWith('https:'),
    ),
});
