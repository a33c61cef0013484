import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 7636 §4.2: S256 is mandatory to implement. */
export default defineFault<FaultyProvider>({
  says: 'advertises the plain method of PKCE alone',
  breaks: ['as.metadata.pkce-methods-advertised', 'as.pkce.refuses-plain'],
  provokes: ['client.pkce.no-downgrade'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (document) => {
      document['code_challenge_methods_supported'] = ['plain'];
    }),
});
