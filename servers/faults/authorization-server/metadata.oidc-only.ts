import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 authorization server metadata discovery: clients must cope, servers of 2025-06-18 must not. */
export default defineFault<FaultyProvider>({
  says: 'publishes only an OpenID Connect discovery document',
  breaks: ['as.metadata.rfc8414-mandatory', 'as.metadata.legacy-recommended'],
  provokes: [
    'client.metadata.supports-oidc-discovery',
    'client.metadata.order-issuer-without-path',
    'client.resource.sent-unconditionally',
  ],
  install: (provider) =>
    provider.use(async (exchange, next, route) => {
      if (route !== 'oauth-metadata') return next();
      exchange.status = 404;
    }),
});
