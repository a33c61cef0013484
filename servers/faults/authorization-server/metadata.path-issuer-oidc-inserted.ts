import { defineFault } from '../../../harness/define/fault.ts';
import { askedPath, type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 authorization server metadata discovery, second candidate. */
export default defineFault<FaultyProvider>({
  says: 'has an issuer with a path, and metadata at the inserted OpenID Connect location alone',
  breaks: ['as.metadata.rfc8414-mandatory', 'as.metadata.legacy-recommended'],
  provokes: ['client.metadata.order-issuer-with-path'],
  install: (provider) => {
    provider.moveTo('/tenant1');
    provider.use(async (exchange, next, route) => {
      const misses =
        metadataRoutes.includes(route) && askedPath(exchange) !== '/.well-known/openid-configuration/tenant1';
      if (!misses) return next();
      exchange.status = 404;
    });
  },
});
