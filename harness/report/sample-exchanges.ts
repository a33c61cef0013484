/** Exchanges of the sample report, as the recorder leaves them. */
import type { ReportExchange } from './schema.ts';

const provider = 'https://auth.acme.example';
const callback = 'http://127.0.0.1:6274/callback';
const resource = 'http://127.0.0.1:3000/mcp';

const form: [string, string] = ['content-type', 'application/x-www-form-urlencoded'];
const json: [string, string] = ['content-type', 'application/json'];

/** A body as the recorder keeps it. */
function body(text: string) {
  return { text, bytes: new TextEncoder().encode(text).length, truncated: false };
}

type Draft = Partial<ReportExchange> & Pick<ReportExchange, 'scenario' | 'kind' | 'request'>;

function exchange(number: number, draft: Draft): ReportExchange {
  return {
    id: `x${number}`,
    trace: 't1',
    from: 'client',
    to: 'authorization-server',
    startedAt: `2026-08-01T09:00:${String(number % 60).padStart(2, '0')}.000Z`,
    durationMs: 4 + number,
    response: null,
    failure: null,
    note: '',
    ...draft,
  };
}

const codeForm = (code: number) =>
  `grant_type=authorization_code&code=‹code #${code}›&redirect_uri=${encodeURIComponent(callback)}` +
  `&code_verifier=‹code verifier #${code}›&resource=${encodeURIComponent(resource)}&client_id=c1`;

function tokenRequest(number: number, text: string, status: number, answer: unknown, scenario: string) {
  return exchange(number, {
    scenario,
    kind: 'token-request',
    request: { method: 'POST', url: `${provider}/token`, headers: [form], body: body(text) },
    response: { status, headers: [json], body: body(JSON.stringify(answer)) },
  });
}

const tokens = (number: number) => ({ access_token: `‹access token #${number}›`, token_type: 'Bearer' });

function authorization(number: number, query: string, location: string): ReportExchange {
  return exchange(number, {
    scenario: 'authorization-server/pkce',
    kind: 'authorization-request',
    from: 'browser',
    request: {
      method: 'GET',
      url: `${provider}/authorize?response_type=code&client_id=c1&${query}`,
      headers: [['Cookie', 'session=‹cookie #1›; theme=dark']],
      body: null,
    },
    response: {
      status: 302,
      headers: [
        ['Location', location],
        ['Set-Cookie', 'session=‹cookie #1›; Path=/; HttpOnly; Secure'],
        ['Set-Cookie', 'last=now; Domain=acme.example'],
      ],
      body: null,
    },
  });
}

const challenge = 'code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256';
const redirect = `redirect_uri=${encodeURIComponent(callback)}`;

function call(number: number, authorizationHeader: string | null, status: number): ReportExchange {
  const refused: [string, string][] = [['WWW-Authenticate', 'Bearer error="invalid_token"']];
  return exchange(number, {
    scenario: 'resource-server/audience',
    kind: 'mcp',
    to: 'resource-server',
    request: {
      method: 'POST',
      url: resource,
      headers: [
        json,
        ...(authorizationHeader ? [['Authorization', authorizationHeader] as [string, string]] : []),
      ],
      body: body('{"jsonrpc":"2.0","id":1,"method":"tools/list"}'),
    },
    response: {
      status,
      headers: status === 401 ? refused : [json],
      body: status === 200 ? body('{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}') : null,
    },
  });
}

/** What a subject sends that has it in for the reader. */
const hostileDocument = JSON.stringify({
  issuer: 'https://evil.example/\u202Emoc.emca\u202C/<script>alert(1)</script>',
  service_documentation: '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u009b31mred',
});

export const sampleExchanges: ReportExchange[] = [
  tokenRequest(1, codeForm(1), 200, tokens(1), 'authorization-server/code-single-use'),
  tokenRequest(2, codeForm(1), 200, tokens(2), 'authorization-server/code-single-use'),
  tokenRequest(3, codeForm(2), 200, tokens(3), 'authorization-server/code-single-use'),
  tokenRequest(4, codeForm(2), 200, tokens(4), 'authorization-server/code-single-use'),
  authorization(5, `${redirect}&${challenge}&state=s5`, `${callback}?code=‹code #3›&state=s5`),
  authorization(6, `${redirect}&state=s6`, `${callback}?code=‹code #4›&state=s6`),
  exchange(7, {
    scenario: 'authorization-server/metadata',
    kind: 'server-metadata',
    request: {
      method: 'GET',
      url: `${provider}/.well-known/oauth-authorization-server`,
      headers: [['Accept', 'application/json']],
      body: null,
    },
    response: { status: 200, headers: [json], body: body(hostileDocument) },
    note: 'fetched without credentials',
  }),
  call(8, 'Bearer ‹access token #3›', 200),
  call(9, 'Bearer ‹access token #9›', 200),
  call(10, null, 401),
  exchange(11, {
    scenario: 'authorization-server/refresh',
    kind: 'token-request',
    request: {
      method: 'POST',
      url: `${provider}/token`,
      headers: [form],
      body: body('grant_type=refresh_token&refresh_token=‹refresh token #1›'),
    },
    failure: { code: 'UND_ERR_HEADERS_TIMEOUT', message: 'no response within 10 s' },
  }),
];
