import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** RFC 8414 §3.3: the issuer must be the one that was asked about. */
export default defineFault<FaultyClient>({
  says: 'uses metadata whatever issuer it names',
  breaks: ['client.metadata.rejects-issuer-mismatch'],
  install: (client) => {
    let listed: readonly string[] = [];
    misread(client, 'resource', (document) => {
      listed = [document['authorization_servers'] ?? []].flat().map(String);
    });
    misread(client, 'server', (document, url) => {
      document['issuer'] = listed.find((issuer) => url.startsWith(new URL(issuer).origin));
    });
  },
});
