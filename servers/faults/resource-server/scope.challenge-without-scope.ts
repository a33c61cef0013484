import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25, scope challenge handling: the client asks for what is named. */
export default defineFault<FaultyResourceServer>({
  says: 'does not name the missing scopes in the 403',
  breaks: ['rs.scope.challenge-names-scopes', 'rs.scope.single-challenge'],
  install: (server) => {
    server.challenge = (parameters, refusal) => {
      if (refusal === 'insufficient-scope') delete parameters['scope'];
    };
  },
});
