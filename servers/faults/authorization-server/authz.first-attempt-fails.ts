import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §4.1.2.1: after temporarily_unavailable a client may try anew. */
export default defineFault<FaultyProvider>({
  says: 'answers the first authorization of each client with an error',
  provokes: ['client.pkce.fresh-per-request'],
  install: (provider) => {
    const tried = new Set<string>();
    provider.rewriteForm('authorization', (parameters) => {
      const client = parameters.get('client_id') ?? '';
      if (!tried.has(client)) parameters.set('prompt', 'temporarily_unavailable');
      tried.add(client);
    });
    provider.rewriteCallback((parameters) => {
      if (parameters.get('error_description')?.includes('prompt'))
        parameters.set('error', 'temporarily_unavailable');
    });
  },
});
