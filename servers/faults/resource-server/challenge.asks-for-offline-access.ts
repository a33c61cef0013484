import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2026-07-28: whether a refresh token is wanted is between client and authorization server. */
export default defineFault<FaultyResourceServer>({
  says: 'asks for offline_access in challenges',
  breaks: ['rs.challenge.no-offline-access'],
  install: (server) => {
    server.challenge = (parameters) => {
      parameters['scope'] += ' offline_access';
    };
  },
});
