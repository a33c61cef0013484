import { createHash } from 'node:crypto';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7636 §4.6: the verifier is hashed before it is compared. */
export default defineFault<FaultyProvider>({
  says: 'takes the challenge itself for the verifier',
  breaks: ['as.pkce.rejects-wrong-verifier'],
  install: (provider) =>
    provider.storage.intercept('AuthorizationCode', ({ find }) => ({
      find: async (id) => {
        const code = await find(id);
        const verifier = provider.currentParameters()['code_verifier'];
        if (!code || !verifier || code.codeChallenge !== verifier) return code;
        return { ...code, codeChallenge: createHash('sha256').update(verifier).digest('base64url') };
      },
    })),
});
