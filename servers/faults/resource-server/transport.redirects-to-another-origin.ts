import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §15.4: credentials of one origin are not for another. */
export default defineFault<FaultyResourceServer>({
  says: 'redirects authorized requests to another origin',
  provokes: ['client.bearer.not-leaked-elsewhere'],
  install: (server) => {
    server.intercept = (request, response) => {
      if (request.path !== '/mcp' || request.headers.authorization === undefined) return false;
      const port = request.headers.host?.split(':').at(-1);
      response.redirect(307, `http://localhost:${port}/elsewhere`);
      return true;
    };
  },
});
