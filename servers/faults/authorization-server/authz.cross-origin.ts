import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** OAuth 2.1 §3.1: the authorization endpoint does not take part in CORS. */
export default defineFault<FaultyProvider>({
  says: 'allows every origin at its authorization endpoint',
  breaks: ['as.authz.no-cors'],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      await next();
      if (route === 'authorization') exchange.set('Access-Control-Allow-Origin', '*');
    }),
});
