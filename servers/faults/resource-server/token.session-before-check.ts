import { randomUUID } from 'node:crypto';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP token handling: nothing comes of a request before its token is validated. */
export default defineFault<FaultyResourceServer>({
  says: 'hands out a session before it looks at the token',
  breaks: ['rs.token.checked-before-processing'],
  install: (server) => {
    server.refusalBody = (_body, refusal, request) => {
      if (refusal === 'invalid-token') request.res?.setHeader('Mcp-Session-Id', randomUUID());
    };
  },
});
