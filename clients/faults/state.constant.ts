import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §10.10: a state cannot be guessed. */
export default defineFault<FaultyClient>({
  says: 'sends the same state in every request',
  breaks: ['client.state.unguessable-single-use'],
  install: (client) => {
    client.newState = () => 'the-state-of-this-client';
  },
});
