import { defineFault } from '../../harness/define/fault.ts';
import { tryFirst } from '../reference/detours.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 8707 §2: the resource has no fragment. */
export default defineFault<FaultyClient>({
  says: 'names the resource with a fragment first',
  breaks: ['client.resource.absolute-no-fragment'],
  install: (client) => {
    tryFirst(client, ({ searchParams }) =>
      searchParams.set('resource', `${searchParams.get('resource')}#tools`),
    );
  },
});
