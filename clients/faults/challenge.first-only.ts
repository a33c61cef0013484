import { parseChallenges } from '../../harness/define/challenge.ts';
import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9110 §11.6.1: a header may carry several challenges. */
export default defineFault<FaultyClient>({
  says: 'looks at the first challenge of a header only',
  breaks: ['client.challenge.tolerates-syntax-variants'],
  install: (client) => {
    client.readChallenges = (lines) => parseChallenges(lines).slice(0, 1);
  },
});
