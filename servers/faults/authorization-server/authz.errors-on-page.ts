import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2.1: the client is told why. */
export default defineFault<FaultyProvider>({
  says: 'shows errors to the user and tells the client nothing',
  breaks: ['as.authz.errors-via-redirect'],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      await next();
      const location = exchange.response.get('Location') ?? '';
      if (route !== 'authorization' || !/[?&]error=(unsupported|invalid_request)/.test(location)) return;
      exchange.remove('Location');
      exchange.status = 400;
      exchange.body = 'The request is faulty.';
    }),
});
