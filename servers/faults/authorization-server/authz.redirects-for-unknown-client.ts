import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, redirectError } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2.1: with an unknown client the browser stays. */
export default defineFault<FaultyProvider>({
  says: 'sends the browser wherever an unknown client says',
  breaks: ['as.authz.no-redirect-to-unregistered'],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      await next();
      const isUnknown = route === 'authorization' && exchange.status === 400 && !exchange.oidc.client;
      if (isUnknown) redirectError(exchange, provider.issuer(), 'unauthorized_client');
    }),
});
