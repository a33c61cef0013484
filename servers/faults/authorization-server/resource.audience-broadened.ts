import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8707 §2.2: a token is for the resource it was asked for. */
export default defineFault<FaultyProvider>({
  says: 'adds a second audience to access tokens',
  breaks: ['as.resource.audience-restricted'],
  install: (provider) =>
    provider.configure((configuration) => {
      configuration.formats = {
        customizers: {
          jwt: async (_context, _token, { payload }) => {
            payload['aud'] = [String(payload['aud']), 'https://other.mcp-conformance.example/mcp'];
          },
        },
      };
    }),
});
