import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9207 §2: who announces iss has to send it. */
export default defineFault<FaultyProvider>({
  says: 'announces iss and does not send it',
  breaks: ['as.iss.sent', 'as.iss.advertised'],
  hides: ['as.iss.matches-issuer'],
  provokes: ['client.iss.rejects-missing-when-advertised'],
  install: (provider) => provider.rewriteCallback((parameters) => parameters.delete('iss')),
});
