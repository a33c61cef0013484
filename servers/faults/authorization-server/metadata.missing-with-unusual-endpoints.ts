import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-03-26: without metadata the endpoints have to stand where clients guess. */
export default defineFault<FaultyProvider>({
  says: 'publishes no metadata, and has its endpoints where nobody would guess them',
  breaks: [
    'as.metadata.legacy-default-endpoints',
    'as.metadata.published',
    'as.metadata.rfc8414-mandatory',
    'as.metadata.legacy-recommended',
  ],
  install: (provider) => {
    provider.configure(({ routes }) => {
      for (const name of ['authorization', 'token', 'registration'])
        routes[name] = `/oauth2/v1${routes[name]}`;
    });
    provider.use(async (exchange, next, route) => {
      if (!metadataRoutes.includes(route)) return next();
      exchange.status = 404;
    });
  },
});
