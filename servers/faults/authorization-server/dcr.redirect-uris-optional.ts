import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7591 §2: redirect-based flows need registered redirect URIs. */
export default defineFault<FaultyProvider>({
  says: 'registers clients for the code flow without redirect URIs',
  breaks: ['as.dcr.requires-redirect-uris'],
  install: (provider) =>
    provider.rewriteRequest('registration', (document) => {
      const uris = document['redirect_uris'];
      if (!Array.isArray(uris) || uris.length === 0)
        document['redirect_uris'] = ['https://unset.mcp-conformance.example/'];
    }),
});
