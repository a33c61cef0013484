import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2 and §10.12: another state means another request. */
export default defineFault<FaultyProvider>({
  says: 'sends back another state than it got',
  breaks: ['as.authz.state-echoed'],
  provokes: ['client.state.rejects-mismatch'],
  install: (provider) =>
    provider.rewriteCallback((parameters) => {
      if (parameters.has('state')) parameters.set('state', 'state-of-another-request');
    }),
});
