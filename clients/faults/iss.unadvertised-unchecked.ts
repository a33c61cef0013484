import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 authorization response validation: iss is compared wherever it comes. */
export default defineFault<FaultyClient>({
  says: 'looks at iss only where it is announced',
  breaks: ['client.iss.checks-unadvertised'],
  install: (client) => {
    const { checkIssuer } = client;
    client.sdkChecksIssuer = false;
    client.checkIssuer = (response, pending) =>
      pending.announcesIssuer ? checkIssuer(response, pending) : null;
  },
});
