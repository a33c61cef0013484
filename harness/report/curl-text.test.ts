import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { curlText } from './curl-text.ts';
import { sampleExchanges } from './sample-exchanges.ts';
import type { ReportExchange } from './schema.ts';

const [token] = sampleExchanges;
if (!token) throw new Error('the sample has no exchanges');

/** The words that a shell makes of a command. */
function words(command: string, environment: Record<string, string> = {}): string[] {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}`;
  const printed = execFileSync('sh', ['-c', script], { env: environment, encoding: 'utf8' });
  return printed.split('\0').slice(0, -1);
}

const withRequest = (request: Partial<ReportExchange['request']>): ReportExchange => ({
  ...token,
  request: { ...token.request, ...request },
});

it('repeats the request with variables in place of secrets', () => {
  expect(curlText(sampleExchanges[7] ?? token)).toMatchInlineSnapshot(`
    "curl --include --globoff 'http://127.0.0.1:3000/mcp' \\
      --header 'content-type: application/json' \\
      --header 'Authorization: Bearer '"$ACCESS_TOKEN_3" \\
      --data-raw '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'"
  `);
});

it('says what a shell reads back, with the values of the variables', () => {
  const text = `it's "$HOME" \`id\` \\ $(id) ‹access token #2›!`;
  const exchange = withRequest({
    method: 'PUT',
    url: `https://a.example/?q=${text}`,
    headers: [['X-Text', text]],
    body: { text, bytes: text.length, truncated: false },
  });
  const meant = text.replace('‹access token #2›', "s3'c$ret");
  expect(words(curlText(exchange), { ACCESS_TOKEN_2: "s3'c$ret" })).toEqual([
    '--include',
    '--globoff',
    '--request',
    'PUT',
    `https://a.example/?q=${meant}`,
    '--header',
    `X-Text: ${meant}`,
    '--data-raw',
    meant,
  ]);
});

it('leaves to curl what curl says by itself, and sends an empty header as one', () => {
  const exchange = withRequest({
    headers: [
      ['Host', 'a.example'],
      ['content-length', '3'],
      ['Origin', ''],
    ],
    body: null,
    method: 'GET',
  });
  expect(words(curlText(exchange)).slice(3)).toEqual(['--header', 'Origin;']);
});

it('lets curl encode Basic credentials, which the recorder shows decoded', () => {
  const exchange = withRequest({
    headers: [['Authorization', 'Basic c1:‹client secret #1›']],
    body: null,
    method: 'GET',
  });
  expect(words(curlText(exchange), { CLIENT_SECRET_1: 's 3' }).slice(3)).toEqual(['--user', 'c1:s 3']);
});
