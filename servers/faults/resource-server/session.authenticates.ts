import type { Request } from 'express';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP security best practices: a session id is no credential. */
export default defineFault<FaultyResourceServer>({
  says: 'lets a session id stand in for a token',
  breaks: ['rs.session.not-authentication', 'rs.token.checked-on-every-request'],
  install: (server) => {
    const opened = new Map<string, Request>();
    server.protects = (request) => {
      const id = request.header('mcp-session-id') ?? '';
      const caller = opened.get(id)?.caller;
      if (!caller) opened.set(id, request);
      const lacksToken = request.method === 'POST' && request.headers.authorization === undefined;
      if (lacksToken && id !== '' && caller) request.caller = caller;
      return request.caller === undefined;
    };
  },
});
