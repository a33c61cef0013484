import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2025-11-25 client ID metadata documents: client_name is required. */
export default defineFault<FaultyProvider>({
  says: 'accepts documents that give the client no name',
  breaks: ['as.cimd.rejects-invalid-document'],
  install: (provider) =>
    provider.configure(({ extraClientMetadata }) => {
      const validate = extraClientMetadata?.validator;
      if (!extraClientMetadata || !validate) return;
      extraClientMetadata.validator = (context, key, value, metadata) =>
        validate(context, key, value, { client_name: 'nameless', ...metadata });
    }),
});
