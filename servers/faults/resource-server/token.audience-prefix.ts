import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9068 §4: audiences are compared as wholes. */
export default defineFault<FaultyResourceServer>({
  says: 'accepts audiences that begin like its own',
  breaks: ['rs.token.rejects-wrong-audience'],
  install: (server) => {
    server.checks.audience = ({ aud }, wanted) =>
      [aud ?? []].flat().some((entry) => entry.startsWith(wanted));
  },
});
