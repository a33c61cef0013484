import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** MCP 2026-07-28 authorization server binding: what was configured belongs to one issuer. */
export default defineFault<FaultyClient>({
  says: 'uses its configured client_id at whatever authorization server the MCP server names',
  breaks: ['client.binding.mismatched-preregistration-errors'],
  install: (client) => {
    const { mayPresent } = client;
    client.mayPresent = (issuer, to, what) => what === 'configuration' || mayPresent(issuer, to, what);
  },
});
