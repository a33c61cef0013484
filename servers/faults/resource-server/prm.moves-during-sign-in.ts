import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28 authorization response validation: what a client sends its user off with stays as it was. */
export default defineFault<FaultyResourceServer>({
  says: 'names another authorization server once its metadata was read, and takes tokens of both',
  provokes: ['client.iss.records-issuer-first', 'client.iss.code-goes-to-same-as'],
  remembers: true,
  install: (server) => {
    let wasRead = false;
    server.knowsAnotherIssuer = true;
    server.metadata = (document) => {
      if (wasRead) document['authorization_servers'] = [server.otherIssuer];
      wasRead = true;
    };
  },
});
