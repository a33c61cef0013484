import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 client ID metadata documents: a document may publish a key to authenticate with. */
export default defineFault<FaultyProvider>({
  says: 'lets clients authenticate with keys, and in no other way',
  provokes: ['client.cimd.authenticates-as-declared'],
  install: (provider) => {
    provider.rewriteJson(metadataRoutes, (document) => {
      document['token_endpoint_auth_methods_supported'] = ['private_key_jwt'];
    });
    provider.rewriteForm('token', (parameters) => {
      if (!parameters.has('client_assertion')) parameters.delete('client_id');
    });
  },
});
