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

/** RFC 6749 §1.5: refresh tokens are never sent to resource servers. */
export default defineFault<FaultyResourceServer>({
  says: 'takes every long opaque string for a token of its provider, refresh tokens among them',
  breaks: ['rs.token.rejects-other-token-kinds'],
  install: (server) => {
    const { verify } = server;
    server.verify = (token) => (/^[\w-]{40,100}$/.test(token) ? Promise.resolve(anybody) : verify(token));
  },
});
