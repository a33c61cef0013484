import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP communication security: redirect URIs are loopback or https. */
export default defineFault<FaultyProvider>({
  says: 'registers redirect URIs on remote hosts without TLS',
  breaks: ['as.dcr.rejects-unsafe-redirects'],
  install: (provider) =>
    provider.configure(({ extraClientMetadata }) => {
      const validate = extraClientMetadata?.validator;
      if (!extraClientMetadata || !validate) return;
      extraClientMetadata.validator = (context, key, value, metadata) =>
        validate(context, key, value, { ...metadata, redirect_uris: [] });
    }),
});
