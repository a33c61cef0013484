import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9068 §4: a token for nobody in particular is a token for everybody. */
export default defineFault<FaultyResourceServer>({
  says: 'accepts tokens that name no audience',
  breaks: ['rs.token.rejects-missing-audience'],
  install: (server) => {
    const { audience } = server.checks;
    server.checks.audience = (claims, wanted) =>
      [claims.aud ?? []].flat().length === 0 || audience(claims, wanted);
  },
});
