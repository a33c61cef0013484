import { createHash } from 'node:crypto';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9700 §4.7: a forged callback carries the code of another flow. */
export default defineFault<FaultyProvider>({
  says: 'hands out codes that belong to another challenge than the one of the request',
  provokes: ['client.state.csrf-defence'],
  install: (provider) =>
    provider.storage.intercept('AuthorizationCode', ({ upsert }) => ({
      upsert: (id, payload, expiresIn) => {
        const codeChallenge = createHash('sha256').update('verifier of an attacker').digest('base64url');
        return upsert(id, { ...payload, codeChallenge }, expiresIn);
      },
    })),
});
