import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8707 §2: a resource has no fragment. */
export default defineFault<FaultyProvider>({
  says: 'ignores the fragment of a resource',
  breaks: ['as.resource.invalid-target'],
  install: (provider) =>
    provider.rewriteForm('authorization', (parameters) => {
      const resource = parameters.get('resource');
      if (resource?.includes('#')) parameters.set('resource', resource.split('#', 1)[0] ?? '');
    }),
});
