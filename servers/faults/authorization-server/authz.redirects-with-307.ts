import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9700 §4.12: 307 makes the browser post the password again. */
export default defineFault<FaultyProvider>({
  says: 'redirects with 307 after a password',
  breaks: ['as.authz.no-307'],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      if (route === 'resume') exchange.method = 'GET';
      const isForm = route === 'interaction' && exchange.method === 'POST';
      await next();
      if (isForm && exchange.status === 303) exchange.status = 307;
    }),
});
