import { type Authorization, defineScenario, fact } from 'mcp-conformance';

/** RFC 6749 §4.1.2.1. Whether the user must sign in first is another requirement's matter. */
export default defineScenario({
  title: 'Sends faulty authorization requests of a good client, and lets the user deny a good one.',
  subject: 'authorization-server',
  judges: ['as.authz.errors-via-redirect', 'as.authz.no-implicit'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const control = await provider.authorize();
    const faulty = [
      [
        { response_type: undefined },
        'without response_type',
        ['invalid_request', 'unsupported_response_type'],
      ],
      [
        { response_type: 'nonsense' },
        'response_type=nonsense',
        ['unsupported_response_type', 'invalid_request'],
      ],
    ] as const;
    for (const [parameters, note, errors] of faulty) {
      const asked = await provider.authorize({ parameters, note });
      judge('as.authz.errors-via-redirect', { control, observed: asked, expect: comesBackWith(errors) });
    }
    const denied = await provider.authorize({
      client: await provider.client(undefined, { fresh: true }),
      parameters: { prompt: 'consent' },
      decision: 'deny',
      note: 'the user denies',
    });
    judge('as.authz.errors-via-redirect', {
      control,
      observed: denied,
      expect: comesBackWith(['access_denied']),
    });

    for (const type of ['token', 'code token']) {
      const asked = await provider.authorize({
        parameters: { response_type: type, nonce: 'n-0S6_WzA2Mj' },
        note: `response_type=${type}`,
      });
      judge('as.authz.no-implicit', { control, observed: asked, expect: carriesNoToken });
    }
  },
});

function comesBackWith(errors: readonly string[]) {
  return fact<Authorization>(`a redirect to the client with error=${errors.join(' or ')}`, (asked) => {
    if (asked.redirectedTo === null) {
      return asked.remark
        ? { ok: false, unclear: asked.remark, actual: `${asked.status}` }
        : `${asked.status} and no redirect`;
    }
    const error = asked.response.get('error');
    if (error !== null && errors.includes(error)) return null;
    return asked.code === null ? `error=${error ?? '(absent)'}` : 'a code';
  });
}

const carriesNoToken = fact<Authorization>(
  'no access token in the redirect',
  ({ redirectedTo, response }) => {
    const fragment = new URLSearchParams(redirectedTo?.split('#')[1] ?? '');
    return response.has('access_token') || fragment.has('access_token')
      ? 'an access token in the redirect'
      : null;
  },
);
