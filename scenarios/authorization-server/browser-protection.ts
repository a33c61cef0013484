import { defineScenario, fact, headerValue, type Page } from 'mcp-conformance';

const foreign = 'https://attacker.example';

/** OAuth 2.1 §3.1 on CORS, RFC 9700 §4.16 on clickjacking. */
export default defineScenario({
  title: 'Asks the authorization endpoint across origins, and looks at the headers of the pages it shows.',
  subject: 'authorization-server',
  judges: ['as.authz.no-cors', 'as.authz.prevents-framing'],
  needs: ['sign-in'],

  async run({ provider, judge, doesNotApply }) {
    const endpoint = await provider.endpoint('authorization_endpoint');
    const preflight = await provider.send({
      url: endpoint,
      method: 'OPTIONS',
      headers: [
        ['Origin', foreign],
        ['Access-Control-Request-Method', 'GET'],
      ],
      note: 'a preflight from another origin',
    });
    judge('as.authz.no-cors', { observed: preflight, expect: sharesNothing });
    const { request } = await provider.authorize();
    const asked = await provider.send({
      url: request.exchange.request.url,
      headers: [['Origin', foreign]],
      note: 'a request from another origin',
    });
    judge('as.authz.no-cors', { observed: asked, expect: sharesNothing });

    const { pages } = await provider.authorize({
      freshSession: true,
      client: await provider.client(undefined, { fresh: true }),
    });
    const shown = pages.filter(({ purpose }) => purpose === 'login' || purpose === 'consent');
    if (shown.length === 0) doesNotApply('as.authz.prevents-framing', 'the provider shows no page');
    for (const page of shown)
      judge('as.authz.prevents-framing', { observed: page.reply, expect: cannotBeFramed(page) });
  },
});

const sharesNothing = fact('no Access-Control-Allow-Origin for another origin', ({ exchanges }) => {
  const allowed = headerValue(exchanges.at(-1)?.response?.headers ?? [], 'access-control-allow-origin');
  return allowed === '*' || allowed === foreign ? `Access-Control-Allow-Origin: ${allowed}` : null;
});

function cannotBeFramed(page: Page) {
  return fact(`the ${page.purpose} page forbids framing by other sites`, () => {
    const options = headerValue(page.reply.headers, 'x-frame-options')?.toLowerCase() ?? '';
    const policy = headerValue(page.reply.headers, 'content-security-policy') ?? '';
    const ancestors = /frame-ancestors\s+([^;]*)/i.exec(policy)?.[1]?.trim();
    if (ancestors !== undefined)
      return /\*|https?:(\s|$)/.test(ancestors) ? `frame-ancestors ${ancestors}` : null;
    if (!/^(deny|sameorigin)/.test(options))
      return `neither X-Frame-Options nor frame-ancestors on "${page.title}"`;
    return {
      ok: false,
      lesser: 'Only older browsers are told not to frame the page.',
      actual: `X-Frame-Options: ${options} alone, and no frame-ancestors policy`,
    };
  });
}
