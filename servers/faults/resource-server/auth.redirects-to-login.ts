import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP authorization, error handling: a program cannot fill in a login page. */
export default defineFault<FaultyResourceServer>({
  says: 'sends requests without a token to a login page',
  breaks: ['rs.auth.unauthenticated-gets-401'],
  install: (server) => {
    server.intercept = (request, response) => {
      if (request.method !== 'POST' || request.headers.authorization !== undefined) return false;
      if (request.query['access_token'] === undefined) response.redirect(302, '/login');
      return request.query['access_token'] === undefined;
    };
  },
});
