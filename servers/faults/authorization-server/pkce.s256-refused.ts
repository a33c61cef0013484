import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7636 §4.2: S256 is mandatory to implement. */
export default defineFault<FaultyProvider>({
  says: 'answers requests with an S256 challenge with invalid_request',
  provokes: ['client.pkce.no-downgrade'],
  install: (provider) =>
    provider.rewriteForm('authorization', (parameters) => {
      if (parameters.get('code_challenge_method') === 'S256')
        parameters.set('code_challenge_method', 'unsupported');
    }),
});
