import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §5.2: token errors are JSON. */
export default defineFault<FaultyProvider>({
  says: 'answers faulty token requests with HTML',
  breaks: ['as.token.error-format'],
  install: (provider) =>
    provider.rewriteJson('token', (_document, exchange) => {
      if (exchange.status >= 400) exchange.set('Content-Type', 'text/html');
    }),
});
