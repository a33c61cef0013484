import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §5.2; MCP 2026-07-28 authorization server binding. */
export default defineFault<FaultyResourceServer>({
  says: 'moves to another authorization server when the tools are listed, and refuses tokens of the first',
  provokes: [
    'client.prm.refetches-on-new-challenge',
    'client.binding.reregisters-with-new-as',
    'client.binding.no-cross-as-credentials',
  ],
  remembers: true,
  install: (server) => {
    let hasMoved = false;
    server.knowsAnotherIssuer = true;
    server.refuses = ({ method }, { extra: { verified } }) => {
      hasMoved ||= method === 'tools/list';
      return hasMoved && verified.claims['iss'] !== server.otherIssuer ? { refusal: 'invalid-token' } : null;
    };
    server.metadata = (document) => {
      if (hasMoved) document['authorization_servers'] = [server.otherIssuer];
    };
  },
});
