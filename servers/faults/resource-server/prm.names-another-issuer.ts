import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28 authorization server binding: a client is registered at one issuer, not at all. */
export default defineFault<FaultyResourceServer>({
  says: 'names another authorization server than the one where clients are registered',
  provokes: ['client.binding.mismatched-preregistration-errors'],
  install: (server) => {
    server.knowsAnotherIssuer = true;
    server.metadata = (document) => {
      document['authorization_servers'] = [server.otherIssuer];
    };
  },
});
