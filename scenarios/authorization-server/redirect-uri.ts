import { defineScenario, refusal } from 'mcp-conformance';

/** Every way in which a redirect URI can differ from the registered one, beside the port of a loopback address. */
const variants = (registered: string): readonly [string, string][] => {
  const url = new URL(registered);
  const { origin, pathname } = url;
  return [
    ['an extra path segment', `${registered}/extra`],
    ['a trailing slash', `${registered}/`],
    ['an added query', `${registered}?added=1`],
    ['another case of the path', origin + pathname.toUpperCase()],
    ['a sub-domain', `${url.protocol}//sub.${url.host}${pathname}`],
    ['user info', `${url.protocol}//user@${url.host}${pathname}`],
    ['an encoded slash', `${origin}/%2e%2e${pathname}`],
    ['a fragment', `${registered}#fragment`],
  ];
};

/** OAuth 2.1 §2.3.1 and §4.1.1: exact string comparison, and no redirect to anything else. */
export default defineScenario({
  title: 'Asks for codes to redirect URIs that differ a little, or entirely, from the registered one.',
  subject: 'authorization-server',
  judges: ['as.authz.exact-redirect-match', 'as.authz.no-redirect-to-unregistered'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const client = await provider.client();
    const control = await provider.authorize({ client });
    const expect = refusal({ otherwise: 'pass' });
    for (const [difference, uri] of variants(control.redirectUri)) {
      const asked = await provider.authorize({
        client,
        parameters: { redirect_uri: uri },
        note: `redirect_uri with ${difference}`,
      });
      judge('as.authz.exact-redirect-match', { control, observed: leavingFor(asked), expect });
    }
    const foreign = 'https://attacker.example/callback';
    const unregistered = await provider.authorize({
      client,
      parameters: { redirect_uri: foreign },
      note: 'an unregistered redirect_uri',
    });
    judge('as.authz.no-redirect-to-unregistered', { control, observed: leavingFor(unregistered), expect });

    const unknown = await provider.authorize({
      client,
      parameters: { client_id: 'no-such-client', redirect_uri: foreign },
      note: 'an unknown client_id',
    });
    judge('as.authz.no-redirect-to-unregistered', { control, observed: leavingFor(unknown), expect });
  },
});

/** A redirect to the URI asked for is an acceptance here, whether it carries a code or an error. */
function leavingFor<Asked extends { redirectedTo: string | null; redirectUri: string; accepted: boolean }>(
  asked: Asked,
): Asked {
  const place = asked.redirectUri.split(/[?#]/, 1)[0] ?? '';
  return { ...asked, accepted: asked.accepted || (asked.redirectedTo?.startsWith(place) ?? false) };
}
