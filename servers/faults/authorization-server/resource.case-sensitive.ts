import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP canonical server URI: upper-case scheme and host are to be accepted. */
export default defineFault<FaultyProvider>({
  says: 'knows resources only in the letter case that was announced',
  breaks: ['as.resource.accepts-uppercase'],
  install: (provider) =>
    provider.rewriteForm('authorization', (parameters) => {
      const resource = parameters.get('resource') ?? '';
      const [origin = ''] = /^[a-z]+:\/\/[^/]+/i.exec(resource) ?? [];
      if (origin !== origin.toLowerCase())
        parameters.set('resource', 'https://unknown.mcp-conformance.example/');
    }),
});
