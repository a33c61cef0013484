import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §6: a refresh gives no scope that was not granted. */
export default defineFault<FaultyProvider>({
  says: 'grants whatever scope a refresh asks for',
  breaks: ['as.refresh.no-scope-escalation'],
  install: (provider) => {
    provider.rewriteForm('token', (parameters, exchange) => {
      if (parameters.get('grant_type') !== 'refresh_token') return;
      exchange.state['scope'] = parameters.get('scope');
      parameters.delete('scope');
    });
    provider.rewriteJson('token', (document, { state }) => {
      if ('access_token' in document) document['scope'] = state['scope'] ?? document['scope'];
    });
  },
});
