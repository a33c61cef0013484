import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, redirectError } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2.1: for flows whose end says nothing more. */
export default defineFault<FaultyProvider>({
  says: 'denies every authorization request without asking anybody',
  provokes: ['client.authz.stops-on-error-response'],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      if (route !== 'authorization' || typeof exchange.query['redirect_uri'] !== 'string') return next();
      redirectError(exchange, provider.issuer(), 'access_denied');
    }),
});
