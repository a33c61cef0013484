import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 7519 §4.1.3: any member of the list may be the server. */
export default defineFault<FaultyResourceServer>({
  says: 'looks at the first audience only',
  breaks: ['rs.token.accepts-audience-array'],
  install: (server) => {
    server.checks.audience = ({ aud }, wanted) => [aud ?? []].flat()[0] === wanted;
  },
});
