/** A fixed report with one of everything, for reporters to be looked at with. */
import { sampleExchanges } from './sample-exchanges.ts';
import type { Report, ReportResult, ReportScenario } from './schema.ts';

const newest = '2026-07-28';
const older = '2025-11-25';

type Draft = Partial<ReportResult> & Pick<ReportResult, 'requirement' | 'verdict'>;

function result(draft: Draft): ReportResult {
  return {
    role: 'authorization-server',
    level: 'MUST',
    revision: newest,
    mode: 'dynamic',
    scenario: null,
    title: '',
    expected: '',
    actual: '',
    excerpt: '',
    control: null,
    evidence: [],
    references: [],
    why: '',
    fix: '',
    reproduce: [
      ...['npx', 'mcp-conformance', 'run', '--provider', './acme.provider.ts'],
      ...['--requirement', draft.requirement],
    ],
    reason: '',
    skipReason: null,
    blockedBy: null,
    baseline: null,
    ...draft,
  };
}

const codeReuse = {
  requirement: 'as.token.code-single-use',
  verdict: 'fail',
  scenario: 'authorization-server/code-single-use',
  title: 'An authorization code was accepted a second time.',
  expected: '400 with error=invalid_grant',
  why: 'a code seen in a log or a referrer can be redeemed after its owner used it',
  fix:
    'mark the code used in the transaction that issues the token; on reuse answer invalid_grant and ' +
    'revoke what the first use issued',
  references: [
    { title: 'RFC 6749 §4.1.2', url: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2' },
    {
      title: 'MCP 2026-07-28 basic/authorization security considerations',
      url: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization#security-considerations',
    },
  ],
} as const;

const failures: ReportResult[] = [
  result({
    ...codeReuse,
    references: [...codeReuse.references],
    revision: older,
    actual: '200 with ‹access token #2›',
    control: 'x1',
    evidence: ['x2'],
  }),
  result({
    ...codeReuse,
    references: [...codeReuse.references],
    actual: '200 with ‹access token #4›',
    control: 'x3',
    evidence: ['x4'],
  }),
  result({
    requirement: 'as.metadata.issuer-matches',
    verdict: 'fail',
    mode: null,
    scenario: 'authorization-server/metadata',
    title: 'The metadata names another issuer \u001b[31mthan\u001b[0m the one it was asked for.',
    expected: 'issuer is https://auth.acme.example',
    actual: 'issuer https://evil.example/\u202Emoc.emca\u202C/<script>alert(1)</script>',
    excerpt:
      '{\n  "issuer": "https://evil.example/\u202Emoc.emca\u202C/<script>alert(1)</script>",\n' +
      '  "service_documentation": "\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u009b31mred\u0000"\n}',
    evidence: ['x7'],
    references: [{ title: 'RFC 8414 §3.3', url: 'https://www.rfc-editor.org/rfc/rfc8414#section-3.3' }],
    why: 'a client that trusts the document sends its code to a server that somebody else runs',
    fix: 'serve as issuer the very string that clients put in front of the well-known path',
    reproduce: [
      'npx',
      'mcp-conformance',
      'run',
      '--provider',
      "./it's acme.ts",
      '--requirement',
      'as.metadata.*',
    ],
  }),
];

const consequences = [
  'as.issuer.in-authorization-response',
  'as.issuer.equals-metadata',
  'as.metadata.documents-agree',
  'as.metadata.required-members',
  'as.pkce.advertises-s256',
].map((requirement) =>
  result({
    requirement,
    verdict: 'inconclusive',
    mode: null,
    blockedBy: 'as.metadata.issuer-matches',
    reason: 'blocked by as.metadata.issuer-matches',
  }),
);

const warnings = [older, newest].map((revision) =>
  result({
    requirement: 'as.pkce.rejects-missing-challenge',
    verdict: 'warn',
    level: 'SHOULD',
    revision,
    mode: 'static',
    scenario: 'authorization-server/pkce',
    title: 'An authorization request without a code challenge was answered with a code.',
    expected: 'a redirect with error=invalid_request',
    actual: '302 with a code',
    control: 'x5',
    evidence: ['x6'],
    references: [{ title: 'RFC 9700 §2.1.1', url: 'https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1' }],
    why: 'whoever catches the code can redeem it, since nothing binds it to the client that asked',
    fix: 'refuse authorization requests of public clients that carry no code_challenge',
  }),
);

const timeOut = 'the token endpoint did not answer within 10 s';

const undecided = [
  result({
    requirement: 'as.refresh.rotates',
    verdict: 'inconclusive',
    scenario: 'authorization-server/refresh',
    reason: timeOut,
    evidence: ['x11'],
    expected: 'a new refresh token',
  }),
  result({ requirement: 'as.refresh.bound-to-client', verdict: 'inconclusive', reason: timeOut }),
  result({
    requirement: 'rs.token.rejects-foreign-audience',
    role: 'resource-server',
    verdict: 'inconclusive',
    mode: null,
    reason: 'refused, but the untouched request was refused too',
    control: 'x10',
    evidence: ['x9'],
  }),
];

const skips = [
  result({
    requirement: 'as.registration.metadata-document',
    verdict: 'skip',
    revision: older,
    skipReason: 'capability-not-declared',
    reason: 'acme declares no client ID metadata documents',
  }),
  result({
    requirement: 'as.metadata.legacy-recommended',
    verdict: 'skip',
    skipReason: 'not-in-this-revision',
  }),
];

const known = result({
  requirement: 'as.registration.rejects-http-redirect',
  verdict: 'fail',
  title: 'A redirect URI with plain http was registered.',
  expected: '400 with error=invalid_redirect_uri',
  actual: '201',
  baseline: {
    reason: 'old integrations still use plain http on the intranet',
    issue: 'https://github.com/acme/auth/issues/12',
    until: '2027-01-31',
    source: null,
    origin: 'file',
    place: { file: 'conformance/baseline.yaml', line: 4 },
  },
});

const passes = [older, newest].flatMap((revision) => [
  result({
    requirement: 'as.token.response-not-cached',
    verdict: 'pass',
    revision,
    title: 'Tokens are not cached.',
  }),
  result({ requirement: 'as.pkce.rejects-missing-challenge', verdict: 'pass', revision }),
  result({
    requirement: 'rs.token.rejects-missing',
    role: 'resource-server',
    verdict: 'pass',
    revision,
    mode: null,
    title: 'A call without a token is refused.',
    control: 'x8',
    evidence: ['x10'],
  }),
]);

function scenario(draft: Partial<ReportScenario> & Pick<ReportScenario, 'id' | 'exchanges'>): ReportScenario {
  return {
    title: '',
    kind: 'scenario',
    revision: newest,
    mode: 'dynamic',
    durationMs: 32,
    blame: '',
    error: '',
    ...draft,
  };
}

const blame =
  'At fault: the authorization server. The client and the resource server did what the specification ' +
  'asks in this flow (23 judged).';

const scenarios = [
  scenario({
    id: 'authorization-server/code-single-use',
    title: 'Redeems one code twice',
    revision: older,
    exchanges: ['x1', 'x2'],
    blame,
  }),
  scenario({
    id: 'authorization-server/code-single-use',
    title: 'Redeems one code twice',
    exchanges: ['x3', 'x4'],
    blame,
  }),
  scenario({ id: 'authorization-server/pkce', mode: 'static', exchanges: ['x5', 'x6'] }),
  scenario({ id: 'authorization-server/metadata', mode: null, exchanges: ['x7'], blame }),
  scenario({ id: 'resource-server/audience', mode: null, exchanges: ['x8', 'x9', 'x10'] }),
  scenario({ id: 'authorization-server/refresh', exchanges: ['x11'], error: timeOut }),
];

export const sampleReport: Report = {
  schemaVersion: 1,
  tool: { name: 'mcp-conformance', version: '0.1.0' },
  startedAt: '2026-08-01T09:00:00.000Z',
  durationMs: 4123,
  interrupted: false,
  exitCode: 1,
  catalogueVersion: '1.0.0',
  command: 'mcp-conformance run --provider ./acme.provider.ts --spec all --mode all',
  place: { file: 'conformance/acme.provider.ts', line: 6 },
  whole: true,
  configuration: null,
  provider: 'acme',
  revisions: [older, newest],
  modes: ['dynamic', 'static'],
  subjects: {
    'authorization-server': { name: 'acme', version: '2.3.1', issuer: 'https://auth.acme.example' },
    'resource-server': {
      name: 'reference',
      url: 'http://127.0.0.1:3000/mcp',
      note: 'a reference part of this harness',
    },
  },
  preflight: [
    { step: 'definition', ok: true, detail: '', durationMs: 1 },
    { step: 'reachable', ok: true, detail: '', durationMs: 41 },
    { step: 'metadata', ok: true, detail: '', durationMs: 3 },
    { step: 'keys', ok: true, detail: '', durationMs: 2 },
    { step: 'registration', ok: true, detail: '', durationMs: 12 },
    { step: 'sign-in', ok: true, detail: '', durationMs: 1240 },
  ],
  notices: ['Provider acme is reached over the internet; times include the way there.'],
  cleanup: {
    registered: 6,
    removed: 5,
    left: [{ clientId: 'c6', remedy: 'curl -X DELETE https://auth.acme.example/register/c6' }],
  },
  summary: {
    pass: 6,
    fail: 3,
    warn: 2,
    skip: 2,
    inconclusive: 8,
    baselined: 1,
    judged: 12,
    apply: 20,
    causes: 2,
  },
  results: [...failures, ...consequences, ...warnings, ...undecided, known, ...skips, ...passes],
  scenarios,
  exchanges: sampleExchanges,
  secrets: {
    't1 ‹access token #2›': { kind: 'access token', length: 812 },
    't1 ‹code #1›': { kind: 'code', length: 43 },
  },
};
