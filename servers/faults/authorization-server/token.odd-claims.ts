import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §1.4: the token is opaque to the client. */
export default defineFault<FaultyProvider>({
  says: 'issues JWT access tokens with claims of odd types',
  provokes: ['client.token.opaque'],
  install: (provider) =>
    provider.configure((configuration) => {
      configuration.formats = {
        customizers: {
          jwt: async (_context, _token, { payload }) => {
            Object.assign(payload, { nbf_hint: 'yesterday', roles: { nested: [null, 1, 'two'] }, name: 42 });
          },
        },
      };
    }),
});
