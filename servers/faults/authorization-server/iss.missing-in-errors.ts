import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9207 §2: error responses carry iss as well. */
export default defineFault<FaultyProvider>({
  says: 'sends iss with codes, but not with errors',
  breaks: ['as.iss.sent'],
  install: (provider) =>
    provider.rewriteCallback((parameters) => {
      if (parameters.has('error')) parameters.delete('iss');
    }),
});
