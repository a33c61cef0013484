import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 authorization response validation: neither announced nor sent is fine. */
export default defineFault<FaultyClient>({
  says: 'refuses every callback without iss',
  breaks: ['client.iss.proceeds-when-neither'],
  install: (client) => {
    const { checkIssuer } = client;
    client.checkIssuer = (response, pending) => checkIssuer(response, { ...pending, announcesIssuer: true });
  },
});
