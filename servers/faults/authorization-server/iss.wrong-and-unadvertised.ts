import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9207 §2.4; MCP 2026-07-28 compares an iss that was not announced. */
export default defineFault<FaultyProvider>({
  says: 'sends the iss of another issuer, and announces none',
  breaks: ['as.iss.matches-issuer', 'as.iss.advertised'],
  provokes: ['client.iss.checks-unadvertised'],
  install: (provider) => {
    provider.rewriteCallback((parameters) => {
      parameters.set('iss', 'https://other-issuer.mcp-conformance.example');
    });
    provider.rewriteJson(metadataRoutes, (document) => {
      delete document['authorization_response_iss_parameter_supported'];
    });
  },
});
