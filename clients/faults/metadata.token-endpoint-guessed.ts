import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** RFC 8414 §2: endpoints are where the metadata says. */
export default defineFault<FaultyClient>({
  says: 'sends token requests to /token, whatever the metadata says',
  breaks: ['client.metadata.uses-advertised-endpoints'],
  install: (client) =>
    misread(client, 'server', (document) => {
      document['token_endpoint'] = `${document['issuer']}/token`;
    }),
});
