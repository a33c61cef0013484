import { defineFault } from '../../../harness/define/fault.ts';
import type { FaultyProvider } from '../../providers/oidc-provider/faulty.ts';

/** MCP 2026-07-28 authorization response validation: the issuer to expect is known before the redirect. */
export default defineFault<FaultyProvider>({
  says: 'sends the iss of whatever authorization server the MCP server names by then',
  provokes: ['client.iss.records-issuer-first'],
  install: (provider) =>
    provider.rewriteCallback(async (parameters, { oidc }) => {
      const resource = String(oidc.params?.['resource']);
      if (!URL.canParse(resource)) return;
      const { origin, pathname } = new URL(resource);
      const answer = await fetch(`${origin}/.well-known/oauth-protected-resource${pathname}`);
      const { authorization_servers: named } = (await answer.json()) as { authorization_servers?: unknown };
      parameters.set('iss', String([named].flat()[0]));
    }),
});
