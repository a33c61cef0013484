import { defineFault } from '../../../harness/define/fault.ts';
import { askedPath, type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §3.1: the well-known part goes before the path of the issuer. */
export default defineFault<FaultyProvider>({
  says: 'has an issuer with a path, and metadata at the inserted OAuth location alone',
  provokes: ['client.metadata.order-issuer-with-path'],
  install: (provider) => {
    provider.moveTo('/tenant1');
    provider.use(async (exchange, next, route) => {
      const misses =
        metadataRoutes.includes(route) &&
        askedPath(exchange) !== '/.well-known/oauth-authorization-server/tenant1';
      if (!misses) return next();
      exchange.status = 404;
    });
  },
});
