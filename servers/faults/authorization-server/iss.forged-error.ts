import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9207 §2.4: an error response of another issuer is not to be believed. */
export default defineFault<FaultyProvider>({
  says: 'answers every request with an error that names another issuer, and a text that must not be shown',
  provokes: ['client.iss.covers-error-responses'],
  install: (provider) =>
    provider.rewriteCallback((parameters) => {
      parameters.delete('code');
      parameters.set('error', 'invalid_scope');
      parameters.set('error_description', 'marker-of-a-forged-error');
      parameters.set('iss', 'https://other-issuer.mcp-conformance.example');
    }),
});
