import { defineFault } from '../../../harness/define/fault.ts';
import { answerError, type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §3.1: a query of the endpoint is kept when parameters are added. */
export default defineFault<FaultyProvider>({
  says: 'has a query in its authorization endpoint, and insists on it',
  provokes: ['client.authz.keeps-endpoint-query'],
  install: (provider) => {
    provider.rewriteJson(metadataRoutes, (document) => {
      document['authorization_endpoint'] += '?tenant=blue';
    });
    provider.use(async (exchange, next, route) => {
      if (route !== 'authorization' || exchange.query['tenant'] === 'blue') return next();
      answerError(exchange, 400, 'invalid_request');
    });
  },
});
