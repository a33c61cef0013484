import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7636 §4.4.1: an unsupported method is an error. */
export default defineFault<FaultyProvider>({
  says: 'takes unknown challenge methods for S256',
  breaks: ['as.pkce.rejects-unknown-method'],
  install: (provider) =>
    provider.rewriteForm('authorization', (parameters) => {
      const method = parameters.get('code_challenge_method');
      if (method && method !== 'plain') parameters.set('code_challenge_method', 'S256');
    }),
});
