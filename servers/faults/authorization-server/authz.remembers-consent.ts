import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** RFC 8252 §8.6: whoever says it is a public client may be another. */
export default defineFault<FaultyProvider>({
  says: 'asks for consent once, and gives further codes to a public client without a page',
  breaks: ['as.authz.asks-consent'],
  install: (provider) => {
    const consented = new Set<string>();
    provider.decideConsent(({ clientId, accountId }) => {
      const who = `${clientId} ${accountId}`;
      if (consented.has(who)) return 'approve';
      consented.add(who);
      return null;
    });
  },
});
