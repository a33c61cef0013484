import { defineFault } from '../../harness/define/fault.ts';
import type { FaultyClient } from '../reference/faulty.ts';
import { lookAgain } from '../reference/look-again.ts';

/** MCP 2026-07-28 authorization response validation: the issuer is recorded before the redirect. */
export default defineFault<FaultyClient>({
  says: 'compares iss with the authorization server that the MCP server names by then',
  breaks: ['client.iss.records-issuer-first'],
  install: (client) => {
    const issuerNow = lookAgain(client);
    const { browse, checkIssuer } = client;
    let named: string | null = null;
    client.browse = async (url, open) => {
      const callback = await browse(url, open);
      if (callback?.includes('code=')) named = await issuerNow();
      return callback;
    };
    client.checkIssuer = (response, pending) =>
      checkIssuer(response, { ...pending, issuer: named ?? pending.issuer });
    client.sdkChecksIssuer = false;
  },
});
