import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { misread } from '../reference/misread.ts';

/** MCP 2025-06-18: the authorization server is named by the resource metadata. */
export default defineFault<FaultyClient>({
  says: 'prefers authorization server metadata on the origin of the MCP server to what the resource metadata names',
  breaks: ['client.prm.drives-as-selection'],
  install: (client) =>
    misread(client, 'resource', async (document, url) => {
      const { origin } = new URL(url);
      const found = await fetch(`${origin}/.well-known/oauth-authorization-server`);
      if (found.ok) document['authorization_servers'] = [origin];
    }),
});
