import { decodeJwt, decodeProtectedHeader } from 'jose';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 7515 §5.2, RFC 8725 §2.1: decoding is not verifying. */
export default defineFault<FaultyResourceServer>({
  says: 'decodes tokens and looks at neither signature nor algorithm',
  breaks: ['rs.token.rejects-tampered', 'rs.token.rejects-unsafe-algorithms'],
  install: (server) => {
    server.checks.signature = async (token) => ({
      header: { ...decodeProtectedHeader(token) },
      claims: decodeJwt(token),
    });
  },
});
