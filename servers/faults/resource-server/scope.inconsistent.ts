import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25, scope challenge handling: the same request lacks the same scopes. */
export default defineFault<FaultyResourceServer>({
  says: 'names other scopes each time',
  breaks: ['rs.scope.consistent'],
  install: (server) => {
    const seen = new Map<string, number>();
    server.challenge = (parameters, refusal, request) => {
      if (refusal !== 'insufficient-scope') return;
      const token = request.headers.authorization ?? '';
      const count = seen.get(token) ?? 0;
      seen.set(token, count + 1);
      if (count % 2 === 1) parameters['scope'] += ' email';
    };
  },
});
