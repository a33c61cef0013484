import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 9111 §4.2: a fresh document need not be fetched again. */
export default defineFault<FaultyProvider>({
  says: 'fetches a document again and again, however long it may be kept',
  breaks: ['as.cimd.respects-caching'],
  install: (provider) =>
    provider.storage.intercept('Client', ({ find }) => ({
      find: async (id) => {
        if (id.startsWith('https://')) await provider.fetchDocument(id);
        return find(id);
      },
    })),
});
