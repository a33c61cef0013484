import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §2 and RFC 6749 §4.1.2 and §5.1: what a client does not know it ignores. */
export default defineFault<FaultyProvider>({
  says: 'adds harmless unknown members to metadata, callback and token response',
  provokes: ['client.authz.ignores-unknown-members'],
  install: (provider) => {
    provider.rewriteJson([...metadataRoutes, 'token', 'registration'], (document) => {
      document['x_unknown_member'] = { harmless: true };
    });
    provider.rewriteCallback((parameters) => parameters.append('x_unknown_parameter', 'harmless'));
  },
});
