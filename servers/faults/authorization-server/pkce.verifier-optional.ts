import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7636 §4.6: a code with a challenge needs its verifier. */
export default defineFault<FaultyProvider>({
  says: 'redeems codes without their verifier',
  breaks: ['as.pkce.rejects-missing-verifier'],
  install: (provider) =>
    provider.storage.intercept('AuthorizationCode', ({ find }) => ({
      find: async (id) => {
        const code = await find(id);
        if (code && !provider.currentParameters()['code_verifier']) delete code.codeChallenge;
        return code;
      },
    })),
});
