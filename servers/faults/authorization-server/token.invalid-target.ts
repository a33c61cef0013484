import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8707 §2.2: the client is told that the resource is not for this grant. */
export default defineFault<FaultyProvider>({
  says: 'answers every token request that names a resource with invalid_target',
  provokes: ['client.resource.not-dropped-on-invalid-target'],
  install: (provider) =>
    provider.rewriteForm('token', (parameters) => {
      if (parameters.has('resource')) parameters.set('resource', 'https://unknown.mcp-conformance.example/');
    }),
});
