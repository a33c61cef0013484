import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7591 §3.2.1: client_secret_expires_at is required beside a secret. */
export default defineFault<FaultyProvider>({
  says: 'does not say when a client secret expires',
  breaks: ['as.dcr.secret-rules'],
  install: (provider) =>
    provider.rewriteJson('registration', (document) => {
      delete document['client_secret_expires_at'];
    }),
});
