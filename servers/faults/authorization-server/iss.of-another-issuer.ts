import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9207 §2.4: a mismatch is a mix-up attack. */
export default defineFault<FaultyProvider>({
  says: 'sends the iss of another issuer',
  breaks: ['as.iss.matches-issuer'],
  provokes: ['client.iss.rejects-mismatch'],
  install: (provider) =>
    provider.rewriteCallback((parameters) => {
      parameters.set('iss', 'https://other-issuer.mcp-conformance.example');
    }),
});
