import { defineFault } from '../../../harness/define/fault.ts';
import { askedPath, type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §3.1: no conforming client looks for an OAuth document behind the path. */
export default defineFault<FaultyProvider>({
  says: 'has an issuer with a path, and metadata only where no client looks',
  breaks: [
    'as.metadata.location-for-path-issuer',
    'as.metadata.legacy-default-endpoints',
    'as.metadata.published',
    'as.metadata.rfc8414-mandatory',
    'as.metadata.legacy-recommended',
  ],
  install: (provider) => {
    provider.moveTo('/tenant1');
    provider.use(async (exchange, next, route) => {
      const misses =
        metadataRoutes.includes(route) &&
        askedPath(exchange) !== '/tenant1/.well-known/oauth-authorization-server';
      if (!misses) return next();
      exchange.status = 404;
    });
  },
});
