import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §10.12: state in every request. */
export default defineFault<FaultyClient>({
  says: 'tries without state first',
  breaks: ['client.state.sent'],
  install: (client) => tryFirst(client, ({ searchParams }) => searchParams.delete('state')),
});
