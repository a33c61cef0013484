import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §4.1.2: unknown parameters are ignored. */
export default defineFault<FaultyClient>({
  says: 'refuses callbacks with parameters that it does not know',
  breaks: ['client.authz.ignores-unknown-members'],
  install: (client) => {
    const known = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri'];
    const { checkState } = client;
    client.checkState = (response, pending) =>
      [...response.keys()].every((name) => known.includes(name))
        ? checkState(response, pending)
        : 'the callback has a parameter that is not known';
  },
});
