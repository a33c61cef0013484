import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

const isWeb = (url: string) => /^https?:/.test(url);

/** MCP security best practices: nothing but https, or http on loopback, is handed to a browser. */
export default defineFault<FaultyClient>({
  says: 'opens an authorization endpoint of any scheme but http',
  breaks: ['client.security.authorization-url-scheme'],
  install: (client) => {
    let named = '';
    // The SDKs refuse such a document as a whole.
    misread(client, 'server', (document) => {
      named = String(document['authorization_endpoint']);
      if (isWeb(named)) return;
      document['authorization_endpoint'] = `${document['issuer']}/authorize`;
    });
    client.browse = (url, open) => open(isWeb(named) ? url : `${named}${new URL(url).search}`);
  },
});
