import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §3; MCP 2025-06-18: without the document no client finds the authorization server. */
export default defineFault<FaultyResourceServer>({
  says: 'publishes no resource metadata',
  breaks: ['rs.prm.served', 'rs.prm.discoverable'],
  install: (server) => {
    server.metadataPaths = () => [];
  },
});
