import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

const anybody = {
  subject: 'anybody',
  clientId: '',
  scopes: ['mcp:tools'],
  expiresAt: null,
  audience: [],
  claims: {},
};

/** MCP token handling: a token that cannot be read is not good. */
export default defineFault<FaultyResourceServer>({
  says: 'lets tokens through that are too long to look at',
  breaks: ['rs.token.rejects-malformed'],
  install: (server) => {
    const { verify } = server;
    server.verify = (token) => (token.length > 4000 ? Promise.resolve(anybody) : verify(token));
  },
});
