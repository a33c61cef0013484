import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §10.12: another state is another request. */
export default defineFault<FaultyClient>({
  says: 'takes any state for its own',
  breaks: ['client.state.rejects-mismatch'],
  install: (client) => {
    client.checkState = (response) => (response.has('state') ? null : 'the callback has no state');
  },
});
