import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';

/** RFC 6749 §3.1: a query of the endpoint is kept. */
export default defineFault<FaultyClient>({
  says: 'drops the query of the authorization endpoint',
  breaks: ['client.authz.keeps-endpoint-query'],
  install: (client) => {
    client.rewriteAuthorizationUrl = (url) => url.searchParams.delete('tenant');
  },
});
