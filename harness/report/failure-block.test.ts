import { expect, test } from 'vitest';
import { blockMaker } from './failure-block.ts';
import { blockLines, blockText } from './failure-block-text.ts';
import { sampleReport } from './sample-report.ts';
import type { Report, ReportResult } from './schema.ts';
import { singleVerdict } from './shared-verdicts.ts';

const findResult = (id: string): ReportResult => {
  const result = sampleReport.results.findLast(({ requirement }) => requirement === id);
  if (!result) throw new Error(`the sample has no ${id}`);
  return result;
};
const blockOf = (id: string, changes: Partial<ReportResult> = {}, report: Report = sampleReport) =>
  blockMaker(report)(singleVerdict({ ...findResult(id), ...changes }));

test('has its fields in their order', () => {
  const fields = blockLines(blockOf('as.token.code-single-use')).map(({ field }) => field);
  expect([...new Set(fields)]).toEqual([
    'head',
    'fact',
    'blank',
    'control',
    'offence',
    'expected',
    'actual',
    'why',
    'spec',
    'fix',
    'rerun',
  ]);
});

test('reads as a person would paste it', () => {
  expect(blockText(blockOf('as.token.code-single-use'))).toMatchInlineSnapshot(`
    "✗ MUST  as.token.code-single-use          acme · authorization server · dynamic · 2026-07-28
            An authorization code was accepted a second time.

            control  x3  POST /token   code=‹code #2›  → 200  access_token=‹access token #3›
          ▸ offence  x4  POST /token   code=‹code #2›  → 200  access_token=‹access token #4›
            expected 400 with error=invalid_grant
            actual   200 with ‹access token #4›
            why      a code seen in a log or a referrer can be redeemed after its owner used it
            spec     RFC 6749 §4.1.2  https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
                     MCP 2026-07-28 basic/authorization security considerations
                     https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization#security-considerations
            fix      mark the code used in the transaction that issues the token; on reuse answer
                     invalid_grant and revoke what the first use issued
            rerun    npx mcp-conformance run --provider ./acme.provider.ts --requirement as.token.code-single-use"
  `);
});

test('shows first what the offence lacks of the control', () => {
  const changes: Partial<ReportResult> = { verdict: 'fail', control: 'x5', evidence: ['x6'] };
  const { exchanges } = blockOf('as.refresh.rotates', changes);
  expect(exchanges[1]?.parameters[0]).toEqual({ name: 'code_challenge', value: null });
  expect(exchanges[0]?.parameters[0]?.name).toBe('code_challenge');
});

test('shows where long values differ that are shortened alike', () => {
  const long = 'https://client.acme.example/a/path/that/is/long/enough/to/be/cut/off/callback';
  const asking = (id: string, redirectUri: string) => ({
    ...(sampleReport.exchanges.find((one) => one.id === id) as Report['exchanges'][number]),
    kind: 'authorization-request',
    request: {
      method: 'GET',
      url: `https://auth.acme.example/authorize?redirect_uri=${encodeURIComponent(redirectUri)}`,
      headers: [],
      body: null,
    },
  });
  const exchanges = [asking('x5', long), asking('x6', `${long}/evil`)];
  const changes: Partial<ReportResult> = { verdict: 'fail', control: 'x5', evidence: ['x6'] };
  const text = blockText(blockOf('as.refresh.rotates', changes, { ...sampleReport, exchanges }));
  expect(text).toMatch(/control {2}x5 .*redirect_uri=…callback /);
  expect(text).toMatch(/offence {2}x6 .*redirect_uri=…callback\/evil/);
});

test('has no control line where there is no control, and says why there was no answer', () => {
  const text = blockText(blockOf('as.refresh.rotates'));
  expect(text).not.toContain('control');
  expect(text).toContain('        evidence x11  POST /token\n');
  expect(text).toContain('refresh_token=‹refresh token #1›  → no answer (UND_ERR_HEADERS_TIMEOUT)\n');
  expect(text).toContain('actual   could not be judged: the token endpoint did not answer within 10 s');
});

test('shows the credentials and the method of a call', () => {
  const text = blockText(blockOf('rs.token.rejects-missing'));
  expect(text).toContain('POST /mcp   authorization=Bearer ‹access token #3›  → 200');
  expect(text).toContain('POST /mcp   authorization (absent)                  → 401  error=invalid_token');
});

test('names by id what is too much to show', () => {
  const evidence = sampleReport.exchanges.map(({ id }) => id);
  const text = blockText(blockOf('as.refresh.rotates', { evidence }));
  expect(text).toContain('and x6, x7, x8, x9, x10, x11');
});

test('keeps prose within the width and never cuts URLs and commands', () => {
  const word = 'w'.repeat(250);
  const url = `https://auth.acme.example/${'p'.repeat(150)}`;
  const reproduce = [
    'npx',
    'mcp-conformance',
    'run',
    '--provider',
    `./${'d'.repeat(120)}.ts`,
    '--note',
    "it's",
  ];
  const lines = blockText(
    blockOf('as.token.code-single-use', {
      actual: `${word} ${url} ${word}`,
      excerpt: `  ${word}`,
      references: [{ title: 'RFC 6749', url }],
      reproduce,
    }),
  ).split('\n');
  const long = lines.filter((line) => line.length > 100).map((line) => line.trim());
  expect(long).toEqual([url, url, `rerun    ${reproduce.slice(0, -1).join(' ')} 'it'\\''s'`]);
});

test('lets nothing through that is more than text', () => {
  const hostile = '\u001b[2J\u001b]0;owned\u0007\u009b31ma\u0000b\u202Ec\u2066d\u200be\r\nf\u2028g\ud800';
  const block = blockOf('as.token.code-single-use', {
    title: hostile,
    actual: hostile,
    excerpt: hostile,
    expected: hostile,
    reproduce: [hostile],
  });
  expect(block.fact).toBe('abcde f g\ufffd');
  expect(block.excerpt).toEqual(['abcde', 'f', 'g\ufffd']);
  expect(blockText(block)).not.toMatch(
    /[\0-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/,
  );
});
