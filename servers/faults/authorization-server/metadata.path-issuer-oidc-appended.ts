import { defineFault } from '../../../harness/define/fault.ts';
import { askedPath, type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** OpenID Connect Discovery §4: the well-known part goes behind the path of the issuer. */
export default defineFault<FaultyProvider>({
  says: 'has an issuer with a path, and metadata at the appended OpenID Connect location alone',
  breaks: ['as.metadata.rfc8414-mandatory', 'as.metadata.legacy-recommended'],
  provokes: ['client.metadata.order-issuer-with-path'],
  install: (provider) => {
    provider.moveTo('/tenant1');
    provider.use(async (exchange, next, route) => {
      const misses =
        metadataRoutes.includes(route) && askedPath(exchange) !== '/tenant1/.well-known/openid-configuration';
      if (!misses) return next();
      exchange.status = 404;
    });
  },
});
