import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 3986 §6.2.1: iss is compared as a string. */
export default defineFault<FaultyProvider>({
  says: 'sends its iss with a slash at the end',
  breaks: ['as.iss.matches-issuer'],
  provokes: ['client.iss.no-normalisation'],
  install: (provider) =>
    provider.rewriteCallback((parameters) => {
      parameters.set('iss', `${provider.issuer()}/`);
    }),
});
