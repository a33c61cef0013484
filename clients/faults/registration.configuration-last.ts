import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2025-11-25 client registration approaches: what was configured comes first. */
export default defineFault<FaultyClient>({
  says: 'registers, where it can, although a client_id is configured',
  breaks: ['client.registration.prefers-preregistered'],
  install: (client) => {
    client.usesPreregistered = (metadata) => !('registration_endpoint' in metadata);
  },
});
