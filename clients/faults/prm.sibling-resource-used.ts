import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** RFC 9728 §3.3: metadata of another resource must not be used. */
export default defineFault<FaultyClient>({
  says: 'uses resource metadata that describes another resource on the same origin',
  breaks: ['client.prm.requires-identical-resource'],
  install: (client) => {
    let server = '';
    client.rewriteRequest = ({ method, url }) => {
      if (method === 'POST' && server === '') server = url;
    };
    misread(client, 'resource', (document) => {
      const isSibling = new URL(String(document['resource'])).origin === new URL(server).origin;
      if (isSibling) document['resource'] = server;
    });
  },
});
