import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP 2025-11-25 elicitation: URL mode does not replace the authorization of the client. */
export default defineFault<FaultyResourceServer>({
  says: 'asks for its own sign-in by an elicitation',
  breaks: ['rs.elicitation.not-own-authorization'],
  install: (server) => {
    server.refusalBody = ({ error }, refusal) => {
      if (refusal !== 'no-token') return;
      const url = `${server.issuer}/authorize`;
      error.code = -32042;
      error.data = { elicitations: [{ mode: 'url', elicitationId: '1', message: 'Sign in', url }] };
    };
  },
});
