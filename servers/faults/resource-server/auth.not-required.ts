import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

const guest = {
  subject: 'guest',
  clientId: '',
  scopes: ['mcp:admin'],
  expiresAt: null,
  audience: [],
  claims: {},
};

/** MCP transports, security warning: servers should authenticate all connections. */
export default defineFault<FaultyResourceServer>({
  says: 'serves everybody who sends no token',
  breaks: [
    'rs.transport.authentication-enforced',
    'rs.auth.unauthenticated-gets-401',
    'rs.token.checked-on-every-request',
  ],
  install: (server) => {
    const { verify, readCredentials } = server;
    server.readCredentials = (request) => {
      const read = readCredentials(request);
      return read.kind === 'none' ? { kind: 'token', token: '' } : read;
    };
    server.verify = (token) => (token === '' ? Promise.resolve(guest) : verify(token));
    server.sessionServes = () => true;
  },
});
