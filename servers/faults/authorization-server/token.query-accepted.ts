import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** OAuth 2.1 §3.2: token requests are POSTs with a body. */
export default defineFault<FaultyProvider>({
  says: 'takes token requests from the query',
  breaks: ['as.token.post-only'],
  install: (provider) =>
    provider.rewriteForm('token', (parameters, { query }) => {
      for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
    }),
});
