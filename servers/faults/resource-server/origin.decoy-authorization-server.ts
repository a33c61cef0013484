import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-06-18: the authorization server is the one that the metadata names. */
export default defineFault<FaultyResourceServer>({
  says: 'has authorization server metadata on its own origin that its resource metadata does not name',
  provokes: ['client.prm.drives-as-selection'],
  install: (server) => {
    server.intercept = (request, response) => {
      if (request.path !== '/.well-known/oauth-authorization-server') return false;
      const origin = `http://${request.headers.host}`;
      response.json({
        issuer: origin,
        authorization_endpoint: `${origin}/decoy/authorize`,
        token_endpoint: `${origin}/decoy/token`,
        registration_endpoint: `${origin}/decoy/register`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['none'],
      });
      return true;
    };
  },
});
