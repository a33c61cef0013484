import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9068 §2.1 and §5: an ID token is for the client that asked for it. */
export default defineFault<FaultyResourceServer>({
  says: 'takes ID tokens for access tokens',
  breaks: ['rs.token.rejects-other-token-kinds'],
  install: (server) => {
    const { audience } = server.checks;
    server.checks.kind = () => true;
    server.checks.audience = (claims, wanted) => !('jti' in claims) || audience(claims, wanted);
  },
});
