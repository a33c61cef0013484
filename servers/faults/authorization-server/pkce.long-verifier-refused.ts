import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7636 §4.1: verifiers have up to 128 characters. */
export default defineFault<FaultyProvider>({
  says: 'refuses verifiers of 128 characters',
  breaks: ['as.pkce.supports-s256'],
  install: (provider) =>
    provider.rewriteForm('token', (parameters) => {
      if (parameters.get('code_verifier')?.length === 128) parameters.set('code_verifier', 'too-long');
    }),
});
