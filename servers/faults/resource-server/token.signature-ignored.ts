import { decodeJwt, decodeProtectedHeader } from 'jose';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';
import { signatureAlgorithms } from '../../resource/reference/token-checks.ts';

/** RFC 7515 §5.2: what is not verified was written by anybody. */
export default defineFault<FaultyResourceServer>({
  says: 'reads tokens without verifying their signature',
  breaks: ['rs.token.rejects-tampered'],
  install: (server) => {
    server.checks.signature = async (token) => {
      const header = decodeProtectedHeader(token);
      if (!signatureAlgorithms.includes(header.alg ?? '')) throw new TypeError('not a signature');
      return { header: { ...header }, claims: decodeJwt(token) };
    };
  },
});
