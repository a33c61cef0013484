import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §4.1: a public document cannot hold a secret. */
export default defineFault<FaultyProvider>({
  says: 'overlooks shared secrets in documents',
  breaks: ['as.cimd.enforces-client-authentication'],
  install: (provider) =>
    provider.configure((configuration) => {
      configuration.fetch = async (url) => {
        const response = await provider.fetchDocument(String(url));
        const document = await response
          .clone()
          .json()
          .catch(() => ({}));
        if (!('client_secret' in document) && document.token_endpoint_auth_method === 'none') return response;
        delete document.client_secret;
        return Response.json(
          { ...document, token_endpoint_auth_method: 'none' },
          { status: response.status },
        );
      };
    }),
});
