import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7591 §3.2.2: registration errors are JSON. */
export default defineFault<FaultyProvider>({
  says: 'answers faulty registrations with HTML',
  breaks: ['as.dcr.error-format'],
  install: (provider) =>
    provider.rewriteJson('registration', (_document, exchange) => {
      if (exchange.status >= 400) exchange.set('Content-Type', 'text/html');
    }),
});
