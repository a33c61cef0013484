import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §3.3: issuers are compared as strings. */
export default defineFault<FaultyProvider>({
  says: 'names its issuer with a slash at the end that nobody else writes',
  breaks: ['as.metadata.issuer-identical'],
  provokes: ['client.metadata.rejects-issuer-mismatch'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['issuer'] = `${provider.issuer()}/`;
    }),
});
