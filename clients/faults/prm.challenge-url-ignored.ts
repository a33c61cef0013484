import { parseChallenges } from '../../harness/define/challenge.ts';
import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 9728 §5.1: the challenge says where the metadata is. */
export default defineFault<FaultyClient>({
  says: 'looks for resource metadata at the well-known URLs, whatever the challenge names',
  breaks: ['client.prm.uses-challenge-url'],
  install: (client) => {
    client.readChallenges = (lines) =>
      parseChallenges(lines).map((challenge) => ({
        ...challenge,
        parameters: new Map([...challenge.parameters].filter(([name]) => name !== 'resource_metadata')),
      }));
  },
});
