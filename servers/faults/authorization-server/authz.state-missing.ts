import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2: state is required in the response if it was in the request. */
export default defineFault<FaultyProvider>({
  says: 'sends no state back',
  breaks: ['as.authz.state-echoed'],
  provokes: ['client.state.rejects-missing'],
  install: (provider) => provider.rewriteCallback((parameters) => parameters.delete('state')),
});
