import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9728 §5.1; MCP 2025-06-18 demands the parameter, later revisions recommend it. */
export default defineFault<FaultyResourceServer>({
  says: 'does not point at its metadata in the challenge',
  breaks: ['rs.challenge.resource-metadata', 'rs.challenge.resource-metadata-mandatory'],
  hides: ['rs.prm.challenge-url-resolves'],
  install: (server) => {
    server.challenge = (parameters, refusal) => {
      if (refusal !== 'insufficient-scope') delete parameters['resource_metadata'];
    };
  },
});
