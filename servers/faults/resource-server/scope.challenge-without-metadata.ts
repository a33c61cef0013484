import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25, scope challenge handling: the 403 leads to the metadata too. */
export default defineFault<FaultyResourceServer>({
  says: 'does not point at its metadata in the 403',
  breaks: ['rs.scope.challenge-resource-metadata'],
  install: (server) => {
    server.challenge = (parameters, refusal) => {
      if (refusal === 'insufficient-scope') delete parameters['resource_metadata'];
    };
  },
});
