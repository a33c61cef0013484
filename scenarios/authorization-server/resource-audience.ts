import { decodeJwt, defineScenario, fact, type TokenAnswer } from 'mcp-conformance';

/** RFC 8707 §2.2, RFC 9068 §3: the token says for which resource it is good. */
export default defineScenario({
  title:
    'Reads the audience of access tokens, first issued and refreshed, or compares those of two resources.',
  subject: 'authorization-server',
  judges: ['as.resource.audience-restricted'],
  needs: ['sign-in'],

  async run({ provider, resource, judge, cannotTell }) {
    const tokens = await provider.tokens();
    if (tokens.accessToken !== null && decodeJwt(tokens.accessToken) === null) {
      const parameters = { resource: new URL('/another-server', resource.url).href };
      const note = 'for another resource';
      const other = await provider.redeem(await provider.authorize({ parameters, note }), {
        parameters,
        note,
      });
      if (other.accepted && other.accessToken === tokens.accessToken)
        return judge('as.resource.audience-restricted', { observed: other, expect: differsFrom(tokens) });
      const told = await provider.lookUpToken(tokens.accessToken);
      if (told) {
        const expect = isToldFor(resource.url, told.audience);
        return judge('as.resource.audience-restricted', { observed: tokens, expect });
      }
      return cannotTell(
        'as.resource.audience-restricted',
        'the access token is opaque, so its audience cannot be read',
      );
    }
    judge('as.resource.audience-restricted', { observed: tokens, expect: isFor(resource.url) });
    if (tokens.refreshToken === null) return;
    const refreshed = await provider.refresh(tokens);
    if (refreshed.accepted)
      judge('as.resource.audience-restricted', { observed: refreshed, expect: isFor(resource.url) });
  },
});

/** What is in an opaque token is unknown, but one token for two resources is for neither alone. */
function differsFrom(tokens: TokenAnswer) {
  return fact<TokenAnswer>('another token for another resource', ({ accessToken }) =>
    accessToken === tokens.accessToken ? 'the very same access token for both resources' : null,
  );
}

/** What the provider itself says of an opaque token. */
function isToldFor(url: string, audience: readonly string[]) {
  return fact<TokenAnswer>(`the audience ${url} and nothing else, where the token is looked up`, () =>
    audience.length === 1 && audience[0] === url ? null : `audience ${JSON.stringify(audience)}`,
  );
}

function isFor(url: string) {
  return fact<TokenAnswer>(`aud is ${url} and nothing else`, ({ accessToken, status }) => {
    if (accessToken === null)
      return { ok: false, unclear: `no access token was issued (${status})`, actual: '' };
    const aud = decodeJwt(accessToken)?.claims['aud'];
    const audience = [aud ?? []].flat();
    return audience.length === 1 && audience[0] === url ? null : `aud ${JSON.stringify(aud ?? '(absent)')}`;
  });
}
