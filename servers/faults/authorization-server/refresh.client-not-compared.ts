import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 6749 §6: a refresh token belongs to its client. */
export default defineFault<FaultyProvider>({
  says: 'refreshes for whoever has the token',
  breaks: ['as.refresh.bound-to-client'],
  install: (provider) => {
    for (const kind of ['RefreshToken', 'Grant']) {
      provider.storage.intercept(kind, ({ find }) => ({
        find: async (id) => {
          const record = await find(id);
          const { grant_type: grant, client_id: clientId } = provider.currentParameters();
          return record && clientId && grant === 'refresh_token' ? { ...record, clientId } : record;
        },
      }));
    }
  },
});
