import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §3: the URL has no fragment. */
export default defineFault<FaultyProvider>({
  says: 'accepts client identifiers with a fragment',
  breaks: ['as.cimd.rejects-bad-url'],
  install: (provider) =>
    provider.storage.intercept('Client', ({ find }) => ({
      find: async (id) => {
        const [url = '', fragment] = id.split('#', 2);
        if (fragment === undefined || !url.startsWith('https://')) return find(id);
        const response = await provider.fetchDocument(url);
        return response.ok ? await response.json() : undefined;
      },
    })),
});
