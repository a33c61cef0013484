import { type Authorization, defineScenario, fact } from 'mcp-conformance';

const document = (uris: readonly string[]) => (url: string) => ({
  client_id: url,
  client_name: 'mcp-conformance',
  redirect_uris: uris,
  token_endpoint_auth_method: 'none',
  application_type: uris.some((uri) => uri.startsWith('http:')) ? 'native' : 'web',
});

/** MCP 2025-11-25 on localhost redirect risks; draft-ietf-oauth-client-id-metadata-document §6. */
export default defineScenario({
  title: 'Reads the consent page that a client with a metadata document causes.',
  subject: 'authorization-server',
  judges: ['as.cimd.shows-redirect-host', 'as.cimd.shows-client-host', 'as.cimd.warns-on-localhost'],
  needs: ['sign-in', 'metadata-documents'],
  modes: 'any',

  async run({ provider, judge, cannotTell }) {
    const ask = async (uri: string, note: string) => {
      const hosted = await provider.hostDocument({ body: document([uri]) });
      if (!hosted) throw new Error('no document can be hosted');
      return provider.authorize({ client: hosted.client, note });
    };
    const remote = await ask('https://app.mcp-conformance.example/callback', 'an https redirect URI');
    const local = await ask('http://127.0.0.1:33418/callback', 'a loopback redirect URI');
    const shown = consentText(remote);
    if (shown === null || consentText(local) === null) {
      return cannotTell(
        ['as.cimd.shows-redirect-host', 'as.cimd.shows-client-host', 'as.cimd.warns-on-localhost'],
        'no consent page was seen',
      );
    }
    judge('as.cimd.shows-redirect-host', {
      observed: onConsent(remote),
      expect: names('app.mcp-conformance.example'),
    });
    judge('as.cimd.shows-client-host', {
      observed: onConsent(remote),
      expect: names('clients.mcp-conformance.example'),
    });
    judge('as.cimd.warns-on-localhost', {
      observed: onConsent(local),
      expect: fact('a warning that an https client does not get', () =>
        words(consentText(local)).length > words(shown).length
          ? null
          : 'the same words as for an https client',
      ),
    });
  },
});

function consentPage({ pages }: Authorization) {
  return pages.find(({ purpose }) => purpose === 'consent');
}

function consentText(asked: Authorization): string | null {
  return consentPage(asked)?.text ?? null;
}

/** The trip with the consent page as its deciding exchange. */
function onConsent(asked: Authorization) {
  const exchange = consentPage(asked)?.reply.exchange;
  return { ...asked, exchanges: exchange ? [exchange] : asked.exchanges };
}

function names(host: string) {
  return fact<Authorization>(`${host} on the consent page`, (asked) =>
    consentText(asked)?.includes(host) ? null : `${host} is not shown`,
  );
}

/** Words of a page without the hosts and names that differ anyway. */
function words(text: string | null): string[] {
  return (text ?? '').split(/\s+/).filter((word) => /^[a-z]{3,}[.,:]?$/i.test(word));
}
