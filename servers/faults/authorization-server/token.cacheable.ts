import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §5.1: token responses are not to be stored. */
export default defineFault<FaultyProvider>({
  says: 'lets caches store tokens',
  breaks: ['as.token.response-format'],
  install: (provider) =>
    provider.rewriteJson('token', (_document, { response }) => response.set('Cache-Control', 'max-age=3600')),
});
