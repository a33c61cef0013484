import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2.1: access_denied ends the flow. */
export default defineFault<FaultyProvider>({
  says: 'denies every request after consent',
  provokes: ['client.authz.stops-on-error-response'],
  install: (provider) =>
    provider.rewriteCallback((parameters) => {
      if (!parameters.has('code')) return;
      parameters.delete('code');
      parameters.set('error', 'access_denied');
    }),
});
