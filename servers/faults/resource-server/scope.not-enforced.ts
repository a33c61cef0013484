import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 6750 §3.1: a token is good for its scopes only. */
export default defineFault<FaultyResourceServer>({
  says: 'lets every token use every tool',
  breaks: ['rs.scope.enforced'],
  install: (server) => {
    server.scopesOf = () => ['mcp:tools'];
  },
});
