import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §5.1: scope is required when it differs from what was asked. */
export default defineFault<FaultyProvider>({
  says: 'does not say which scope it granted',
  breaks: ['as.token.scope-reported'],
  install: (provider) =>
    provider.rewriteJson('token', (document) => {
      delete document['scope'];
    }),
});
