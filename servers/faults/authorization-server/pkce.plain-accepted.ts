import { createHash } from 'node:crypto';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9700 §2.1.1: plain protects nothing that the attacker has seen. */
export default defineFault<FaultyProvider>({
  says: 'accepts the plain method, asked for or implied',
  breaks: ['as.pkce.refuses-plain'],
  install: (provider) =>
    provider.rewriteForm('authorization', (parameters) => {
      const challenge = parameters.get('code_challenge');
      if (!challenge || (parameters.get('code_challenge_method') ?? 'plain') !== 'plain') return;
      parameters.set('code_challenge', createHash('sha256').update(challenge).digest('base64url'));
      parameters.set('code_challenge_method', 'S256');
    }),
});
