import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7591 §3.2.1: a response with a secret is not to be stored. */
export default defineFault<FaultyProvider>({
  says: 'lets caches store client secrets',
  breaks: ['as.dcr.secret-rules'],
  install: (provider) =>
    provider.rewriteJson('registration', (_document, { response }) =>
      response.set('Cache-Control', 'max-age=3600'),
    ),
});
