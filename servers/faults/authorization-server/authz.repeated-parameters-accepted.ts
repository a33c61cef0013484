import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §3.1 and §3.2: parameters must not be repeated. */
export default defineFault<FaultyProvider>({
  says: 'takes the first of repeated parameters',
  breaks: ['as.authz.parameter-hygiene'],
  install: (provider) => {
    for (const route of ['authorization', 'token'] as const) {
      provider.rewriteForm(route, (parameters) => {
        for (const name of new Set(parameters.keys())) {
          if (name !== 'resource') parameters.set(name, parameters.get(name) ?? '');
        }
      });
    }
  },
});
