import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2: state comes back as it was sent. */
export default defineFault<FaultyProvider>({
  says: 'keeps only 64 characters of state',
  breaks: ['as.authz.state-echoed'],
  install: (provider) =>
    provider.rewriteCallback((parameters) => {
      const state = parameters.get('state');
      if (state !== null) parameters.set('state', state.slice(0, 64));
    }),
});
