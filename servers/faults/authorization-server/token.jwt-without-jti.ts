import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9068 §2.2: jti is required. */
export default defineFault<FaultyProvider>({
  says: 'issues at+jwt access tokens without jti',
  breaks: ['as.token.jwt-profile'],
  install: (provider) =>
    provider.configure((configuration) => {
      configuration.formats = {
        customizers: {
          jwt: async (_context, _token, { payload }) => {
            delete payload['jti'];
          },
        },
      };
    }),
});
