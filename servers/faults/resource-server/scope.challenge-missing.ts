import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25, scope challenge handling. */
export default defineFault<FaultyResourceServer>({
  says: 'answers 403 without a challenge',
  breaks: [
    'rs.scope.insufficient-scope-error',
    'rs.scope.challenge-names-scopes',
    'rs.scope.challenge-resource-metadata',
    'rs.scope.single-challenge',
  ],
  install: (server) => {
    const { writeChallenge } = server;
    server.writeChallenge = (parameters, refusal) =>
      refusal === 'insufficient-scope' ? null : writeChallenge(parameters, refusal);
  },
});
