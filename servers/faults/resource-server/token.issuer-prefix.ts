import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9068 §4: other tenants have issuers that begin alike. */
export default defineFault<FaultyResourceServer>({
  says: 'compares only the beginning of the issuer',
  breaks: ['rs.token.rejects-foreign-issuer'],
  install: (server) => {
    server.checks.issuer = ({ iss }, wanted) => iss?.startsWith(wanted) ?? false;
  },
});
