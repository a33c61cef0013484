import { decodeJwt, decodeProtectedHeader } from 'jose';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 8725 §2.1: alg none is no signature, in whatever spelling. */
export default defineFault<FaultyResourceServer>({
  says: 'accepts unsigned tokens',
  breaks: ['rs.token.rejects-unsafe-algorithms'],
  install: (server) => {
    const { signature } = server.checks;
    server.checks.signature = async (token, keys) => {
      const header = decodeProtectedHeader(token);
      if (header.alg?.toLowerCase() !== 'none') return signature(token, keys);
      return { header: { ...header }, claims: decodeJwt(token) };
    };
  },
});
