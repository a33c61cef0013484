import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** RFC 9728 §3.3: metadata of another resource must not be used. */
export default defineFault<FaultyClient>({
  says: 'uses resource metadata that describes a resource on another origin',
  breaks: ['client.prm.rejects-foreign-resource'],
  install: (client) => {
    const { checkResource } = client;
    let server = '';
    client.checkResource = (document, serverUrl, foundAt) => {
      server = serverUrl;
      return checkResource(document, serverUrl, foundAt);
    };
    client.rewriteRequest = ({ method, url }) => {
      if (method === 'POST' && server === '') server = url;
    };
    misread(client, 'resource', (document) => {
      const isForeign = new URL(String(document['resource'])).origin !== new URL(server).origin;
      if (isForeign) document['resource'] = server;
    });
  },
});
