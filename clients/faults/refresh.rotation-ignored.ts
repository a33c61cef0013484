import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §6: a new refresh token replaces the old one. */
export default defineFault<FaultyClient>({
  says: 'keeps the first refresh token whatever comes',
  breaks: ['client.refresh.replaces-rotated'],
  install: (client) => {
    client.keepTokens = (fresh, previous) => ({
      ...fresh,
      ...(previous?.refresh_token ? { refresh_token: previous.refresh_token } : {}),
    });
  },
});
