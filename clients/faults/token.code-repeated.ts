import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §4.1.2: a code is presented once. */
export default defineFault<FaultyClient>({
  says: 'redeems a code again that was refused',
  breaks: ['client.token.code-used-once'],
  install: (client) => {
    client.presentsCodesOnce = false;
  },
});
