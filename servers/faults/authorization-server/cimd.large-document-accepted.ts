import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** draft-ietf-oauth-client-id-metadata-document §6.5: the size of a document is limited. */
export default defineFault<FaultyProvider>({
  says: 'reads documents of any size',
  breaks: ['as.cimd.blocks-internal-fetch'],
  install: (provider) =>
    provider.configure((configuration) => {
      configuration.fetchResponseBodyLimits = { 'client_id metadata document': Number.POSITIVE_INFINITY };
    }),
});
