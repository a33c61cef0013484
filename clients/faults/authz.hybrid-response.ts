import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** OAuth 2.1 §4.1.1: the code flow alone. */
export default defineFault<FaultyClient>({
  says: 'asks for an ID token beside the code',
  breaks: ['client.authz.code-flow-only'],
  install: (client) => tryFirst(client, (url) => url.searchParams.set('response_type', 'code id_token')),
});
