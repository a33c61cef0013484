import { defineFault } from '../../../harness/define/fault.ts';
import { type FaultyProvider, metadataRoutes } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8414 §3.2: metadata is application/json. */
export default defineFault<FaultyProvider>({
  says: 'serves its metadata as text/plain',
  breaks: ['as.metadata.http-200-json'],
  install: (provider) =>
    provider.rewriteJson(metadataRoutes, (_document, { response }) =>
      response.set('Content-Type', 'text/plain'),
    ),
});
