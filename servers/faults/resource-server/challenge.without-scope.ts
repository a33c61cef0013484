import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25, scope selection: clients ask for what the challenge names. */
export default defineFault<FaultyResourceServer>({
  says: 'does not say in the 401 which scopes are needed',
  breaks: ['rs.challenge.scope-hint'],
  install: (server) => {
    server.challenge = (parameters, refusal) => {
      if (refusal === 'no-token') delete parameters['scope'];
    };
  },
});
