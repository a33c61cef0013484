import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9207 §2: error responses carry the same iss. */
export default defineFault<FaultyProvider>({
  says: 'names another issuer in error responses',
  breaks: ['as.iss.matches-issuer'],
  install: (provider) =>
    provider.rewriteCallback((parameters) => {
      if (parameters.has('error')) parameters.set('iss', 'https://other-issuer.mcp-conformance.example');
    }),
});
