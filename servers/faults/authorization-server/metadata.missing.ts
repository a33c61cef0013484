import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §3 and OpenID Connect Discovery §4: nothing is published. */
export default defineFault<FaultyProvider>({
  says: 'publishes no metadata at all',
  breaks: ['as.metadata.published', 'as.metadata.rfc8414-mandatory', 'as.metadata.legacy-recommended'],
  provokes: ['client.legacy.base-url-drops-path', 'client.legacy.defaults-after-metadata'],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      if (!metadataRoutes.includes(route)) return next();
      exchange.status = 404;
    }),
});
