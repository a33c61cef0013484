import { defineScenario, fact, mediaType, type Observation, type Parameters, refusal } from 'mcp-conformance';

const requests: readonly [string, Parameters, readonly string[]][] = [
  [
    'an unknown code',
    {
      grant_type: 'authorization_code',
      code: 'mcp-conformance-no-such-code',
      redirect_uri: 'http://127.0.0.1:33418/callback',
      code_verifier: 'no-such-verifier-no-such-verifier-no-such-verifier',
    },
    ['invalid_grant'],
  ],
  [
    'an unknown refresh token',
    { grant_type: 'refresh_token', refresh_token: 'mcp-conformance-no-such-refresh-token' },
    ['invalid_grant'],
  ],
  ['no grant_type', { code: 'mcp-conformance-no-such-code' }, ['invalid_request', 'unsupported_grant_type']],
  ['an unknown grant_type', { grant_type: 'urn:mcp-conformance:no-such-grant' }, ['unsupported_grant_type']],
];

/** RFC 6749 §5.2. */
export default defineScenario({
  title: 'Sends faulty token requests and reads the errors.',
  subject: 'authorization-server',
  judges: ['as.token.error-format', 'as.token.rejects-password-grant'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const control = await provider.tokens();
    const { client } = control;
    for (const [note, parameters, errors] of requests) {
      const observed = await provider.token(parameters, { client, note });
      judge('as.token.error-format', {
        control,
        observed,
        expect: refusal({ status: 400, error: errors, otherwise: 'fail' }),
      });
      judge('as.token.error-format', { observed, expect: isJson });
    }
    judge('as.token.rejects-password-grant', {
      control,
      observed: await provider.token(
        { grant_type: 'password', username: 'mcp-conformance', password: 'not-a-real-password' },
        { client, note: 'the password grant, with made-up credentials' },
      ),
      expect: refusal({
        error: ['unsupported_grant_type', 'unauthorized_client', 'invalid_request'],
        otherwise: 'fail',
      }),
    });
    const [document] = await provider.metadata();
    const grants = document?.document['grant_types_supported'];
    if (document && Array.isArray(grants)) {
      judge('as.token.rejects-password-grant', {
        observed: document.reply,
        expect: fact('the password grant is not advertised', () =>
          grants.includes('password') ? `grant_types_supported ${JSON.stringify(grants)}` : null,
        ),
      });
    }
  },
});

const isJson = fact<Observation>('a JSON body', ({ exchanges }) => {
  const type = mediaType(exchanges.at(-1)?.response?.headers ?? []);
  return type === 'application/json' ? null : `content type ${type || '(absent)'}`;
});
