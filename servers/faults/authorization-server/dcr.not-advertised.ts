import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-06-18 dynamic client registration: an endpoint that is not advertised is none. */
export default defineFault<FaultyProvider>({
  says: 'does not advertise its registration endpoint',
  breaks: ['as.dcr.supported-legacy'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      delete document['registration_endpoint'];
    }),
});
