import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §5.2: failed HTTP Basic authentication is answered with 401. */
export default defineFault<FaultyProvider>({
  says: 'answers failed client authentication with 400 and no challenge',
  breaks: ['as.token.invalid-client-401'],
  install: (provider) =>
    provider.rewriteJson('token', (_document, exchange) => {
      if (exchange.status !== 401) return;
      exchange.status = 400;
      exchange.remove('WWW-Authenticate');
    }),
});
