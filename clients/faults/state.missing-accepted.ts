import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §10.12: a callback without state is discarded. */
export default defineFault<FaultyClient>({
  says: 'takes a callback without state for its own',
  breaks: ['client.state.rejects-missing'],
  install: (client) => {
    const { checkState } = client;
    client.checkState = (response, pending) => (response.has('state') ? checkState(response, pending) : null);
  },
});
