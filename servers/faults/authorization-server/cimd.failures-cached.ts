import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §4.4: errors must not be cached. */
export default defineFault<FaultyProvider>({
  says: 'remembers that a document could not be had',
  breaks: ['as.cimd.no-negative-caching'],
  install: (provider) => {
    const failed = new Set<string>();
    provider.configure((configuration) => {
      configuration.fetch = async (url) => {
        const response = failed.has(String(url))
          ? Response.error()
          : await provider.fetchDocument(String(url));
        if (!response.ok) failed.add(String(url));
        return response;
      };
    });
  },
});
