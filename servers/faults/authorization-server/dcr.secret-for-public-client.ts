import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7591 §2: a client of method none has no secret. */
export default defineFault<FaultyProvider>({
  says: 'hands a secret to clients that said they have none',
  breaks: ['as.dcr.secret-rules'],
  install: (provider) =>
    provider.rewriteJson('registration', (document) => {
      document['client_secret'] ??= 'a-secret-that-is-never-checked';
      document['client_secret_expires_at'] ??= 0;
    }),
});
