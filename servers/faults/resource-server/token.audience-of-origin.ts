import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** MCP canonical server URI: two servers may share an origin. */
export default defineFault<FaultyResourceServer>({
  says: 'accepts tokens for anything on its origin',
  breaks: ['rs.token.rejects-wrong-audience'],
  install: (server) => {
    server.checks.audience = ({ aud }, wanted) =>
      [aud ?? []]
        .flat()
        .some((entry) => URL.canParse(entry) && new URL(entry).origin === new URL(wanted).origin);
  },
});
