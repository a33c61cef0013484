import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP token handling: what is no token is a 401, and no crash. */
export default defineFault<FaultyResourceServer>({
  says: 'answers 500 when a token does not decode',
  breaks: ['rs.token.rejects-malformed'],
  install: (server) => {
    server.intercept = ({ headers }, response) => {
      const parts = headers.authorization?.replace(/^Bearer /i, '').split('.') ?? [];
      const isJson = parts.length !== 3 || parts[0]?.startsWith('eyJ');
      if (!isJson) response.status(500).send('SyntaxError: Unexpected token');
      return !isJson;
    };
  },
});
