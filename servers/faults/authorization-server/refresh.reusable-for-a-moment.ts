import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

const momentMs = 1000;

/** OAuth 2.1 §4.3.1: what some do for clients that lose an answer, and do not declare. */
export default defineFault<FaultyProvider>({
  says: 'goes on taking replaced refresh tokens for one second',
  breaks: ['as.refresh.detects-reuse'],
  install: (provider) =>
    provider.storage.intercept('RefreshToken', ({ consume }) => ({
      // Used twice within the second, it is consumed already when the second timer ends.
      consume: async (id) => void setTimeout(() => void consume(id).catch(() => undefined), momentMs).unref(),
    })),
});
