import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §10.10: nobody may guess a code. */
export default defineFault<FaultyProvider>({
  says: 'numbers its codes',
  breaks: ['as.token.code-short-lived'],
  install: (provider) => {
    let count = 1000;
    provider.onProvider(({ AuthorizationCode: { prototype } }) => {
      Object.assign(prototype, { generateTokenId: () => `code-${count++}` });
    });
  },
});
