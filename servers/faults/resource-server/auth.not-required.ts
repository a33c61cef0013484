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
  says: 'serves everybody, with whatever token or none',
  breaks: ['rs.transport.authentication-enforced'],
  install: (server) => {
    const { verify, readCredentials } = server;
    server.readCredentials = (request) => {
      const read = readCredentials(request);
      return read.kind === 'none' ? { kind: 'token', token: '' } : read;
    };
    server.verify = (token) => verify(token).catch(() => guest);
    server.sessionServes = () => true;
  },
});
