import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyResourceServer } from '../../resource/reference/faulty.ts';

/** RFC 9110 §11.1: scheme names have no case. */
export default defineFault<FaultyResourceServer>({
  says: 'knows the scheme only as Bearer',
  breaks: ['rs.bearer.header-accepted'],
  install: (server) => {
    const { readCredentials } = server;
    server.readCredentials = (request) =>
      /^bearer /i.test(request.headers.authorization ?? '') &&
      !request.headers.authorization?.startsWith('Bearer ')
        ? { kind: 'none' }
        : readCredentials(request);
  },
});
