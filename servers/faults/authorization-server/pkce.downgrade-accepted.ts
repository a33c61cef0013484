import { createHash } from 'node:crypto';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9700 §4.8.2: a verifier without a challenge betrays an attack. */
export default defineFault<FaultyProvider>({
  says: 'issues codes without a challenge, and ignores a verifier that comes with one',
  breaks: ['as.pkce.rejects-downgrade', 'as.pkce.rejects-missing-challenge'],
  install: (provider) => {
    provider.configure((configuration) => {
      configuration.pkce = { required: () => false };
    });
    provider.storage.intercept('AuthorizationCode', ({ find }) => ({
      find: async (id) => {
        const code = await find(id);
        const verifier = provider.currentParameters()['code_verifier'];
        if (!code || code.codeChallenge || !verifier) return code;
        const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
        return { ...code, codeChallenge, codeChallengeMethod: 'S256' };
      },
    }));
  },
});
