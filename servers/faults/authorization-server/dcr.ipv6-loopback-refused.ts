import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8252 §7.3: native apps may redirect to the IPv6 loopback address. */
export default defineFault<FaultyProvider>({
  says: 'refuses redirect URIs on [::1] with a high port',
  breaks: ['as.dcr.accepts-loopback'],
  install: (provider) =>
    provider.rewriteRequest('registration', (document) => {
      const uris = [document['redirect_uris'] ?? []].flat();
      if (uris.some((uri) => /^http:\/\/\[::1\]:[3-6]\d{4}/.test(String(uri))))
        document['redirect_uris'] = ['/refused'];
    }),
});
