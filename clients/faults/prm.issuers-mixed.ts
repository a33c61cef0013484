import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** RFC 9728 §7.6: one of the listed servers, for all of the flow. */
export default defineFault<FaultyClient>({
  says: 'sends codes of one listed authorization server to another one',
  breaks: ['client.prm.picks-listed-issuer'],
  install: (client) => {
    let listed: readonly string[] = [];
    misread(client, 'resource', (document) => {
      listed = [document['authorization_servers'] ?? []].flat().map(String);
    });
    misread(client, 'server', async (document) => {
      const other = listed.find((issuer) => issuer !== document['issuer']);
      if (listed.length > 1 && other) document['token_endpoint'] = `${other}/token`;
    });
  },
});
