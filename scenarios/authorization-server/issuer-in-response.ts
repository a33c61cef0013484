import { type Authorization, defineScenario, fact } from 'mcp-conformance';

/** RFC 9207 §2 and §3; MCP 2026-07-28 authorization response validation. */
export default defineScenario({
  title: 'Looks for iss in the responses of a granted and of a denied request.',
  subject: 'authorization-server',
  judges: ['as.iss.sent', 'as.iss.matches-issuer', 'as.iss.advertised'],
  needs: ['sign-in'],

  async run({ provider, judge, doesNotApply }) {
    const granted = await provider.authorize();
    const denied = await provider.authorize({
      client: await provider.client(undefined, { fresh: true }),
      parameters: { prompt: 'consent' },
      decision: 'deny',
      note: 'the user denies',
    });
    const responses = [granted, denied].filter(({ redirectedTo }) => redirectedTo !== null);
    const sends = (response: Authorization) => response.response.has('iss');
    const inSuccess = sends(granted);
    for (const observed of responses) {
      judge('as.iss.sent', {
        observed,
        expect: fact('iss in the response', () => {
          if (sends(observed)) return null;
          return inSuccess ? 'iss in success, but not in error responses' : 'no iss';
        }),
      });
    }
    if (!responses.some(sends)) doesNotApply('as.iss.matches-issuer', 'no iss is sent');
    for (const observed of responses.filter(sends)) {
      judge('as.iss.matches-issuer', {
        observed,
        expect: fact(`iss=${provider.issuer}, once`, () => {
          const came = observed.response.getAll('iss');
          return came.length === 1 && came[0] === provider.issuer ? null : `iss=${came.join(' and iss=')}`;
        }),
      });
    }
    for (const { document, format } of await provider.metadata()) {
      const flag = document['authorization_response_iss_parameter_supported'];
      judge('as.iss.advertised', {
        observed: granted,
        expect: fact('iss and its advertisement go together', () => {
          if (flag !== undefined && typeof flag !== 'boolean')
            return `the flag is ${JSON.stringify(flag)} in the ${format} document`;
          if (flag === true && !inSuccess) return `advertised in the ${format} document, but not sent`;
          if (flag !== true && inSuccess) {
            return {
              ok: false,
              lesser: 'iss is sent, but not advertised.',
              actual: `sent, but not advertised in the ${format} document`,
            };
          }
          return null;
        }),
      });
    }
  },
});
