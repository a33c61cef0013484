import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, redirectError } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9700 §4.11.2: an open redirector serves phishing. */
export default defineFault<FaultyProvider>({
  says: 'sends strangers on to the client when a request is faulty',
  breaks: ['as.authz.authenticates-before-redirect'],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      const known = /^(openid|offline_access|profile|email|mcp:\w+)?$/;
      const scopes = String(exchange.query['scope'] ?? '').split(' ');
      if (route !== 'authorization' || scopes.every((scope) => known.test(scope))) return next();
      redirectError(exchange, provider.issuer(), 'invalid_scope');
    }),
});
