import { compactVerify, decodeProtectedHeader, exportSPKI } from 'jose';
import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';
import { claimsIn } from '../../resource/reference/token-checks.ts';

/** RFC 8725 §2.1: who lets the token choose the algorithm verifies a MAC with a key that all know. */
export default defineFault<FaultyResourceServer>({
  says: 'verifies HS256 with the text of the public key',
  breaks: ['rs.token.rejects-unsafe-algorithms'],
  install: (server) => {
    const { signature } = server.checks;
    server.checks.signature = async (token, keys) => {
      const header = decodeProtectedHeader(token);
      if (header.alg !== 'HS256') return signature(token, keys);
      const key = await keys({ ...header, alg: 'ES256' }, { payload: '', signature: '' });
      const secret = new TextEncoder().encode(await exportSPKI(key as CryptoKey));
      const { payload } = await compactVerify(token, secret);
      return { header: { ...header }, claims: claimsIn(payload) };
    };
  },
});
