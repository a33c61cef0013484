import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §4.1: client_id must equal the URL. */
export default defineFault<FaultyProvider>({
  says: 'believes documents that name another client_id',
  breaks: ['as.cimd.rejects-client-id-mismatch'],
  install: (provider) =>
    provider.configure((configuration) => {
      configuration.fetch = async (url) => {
        const response = await provider.fetchDocument(String(url));
        const document = await response
          .clone()
          .json()
          .catch(() => ({}));
        return response.ok && 'client_id' in document
          ? Response.json({ ...document, client_id: String(url) })
          : response;
      };
    }),
});
