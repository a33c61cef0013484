import type { Request } from 'express';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP token handling: each request is authorized on its own. */
export default defineFault<FaultyResourceServer>({
  says: 'answers a repeated request from a cache, without looking at its token',
  breaks: ['rs.token.checked-on-every-request'],
  install: (server) => {
    const answered = new Map<string, Request>();
    // Has the body read in time to look it up.
    server.beforeCheck = () => undefined;
    server.protects = (request) => {
      const key = JSON.stringify(request.body);
      const caller = request.body?.id === undefined ? undefined : answered.get(key)?.caller;
      if (caller) request.caller = caller;
      else answered.set(key, request);
      return caller === undefined;
    };
  },
});
