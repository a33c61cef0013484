import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §3.1: response parameters are not repeated. */
export default defineFault<FaultyProvider>({
  says: 'sends iss twice',
  breaks: ['as.iss.matches-issuer'],
  install: (provider) =>
    provider.rewriteCallback((parameters) => parameters.append('iss', provider.issuer())),
});
