import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditRow } from '../report/audit/audit-row.ts';
import { reportSchema } from '../report/schema.ts';
import { freePort } from '../testbed/free-port.ts';
import { build, cli, openFolder, type Started, start } from './built-cli.test-support.ts';

const folder = openFolder();
const here = { folder: folder.path };
const at = (name: string) => path.join(folder.path, name);
const quickly = ['--requests-per-second', '1000'];
const parts: Started[] = [];
const closers: (() => void)[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

async function startPart(...args: string[]): Promise<void> {
  const part = start(['serve', ...args], here);
  parts.push(part);
  await part.says('Ctrl-C ends it.');
}

let issuer: string;
let good: string;
let broken: string;
let down: string;

beforeAll(async () => {
  await build();
  const [first, second, third, fourth] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  issuer = `http://127.0.0.1:${first}`;
  [good, broken, down] = [second, third, fourth].map((port) => `http://127.0.0.1:${port}/mcp`) as [
    string,
    string,
    string,
  ];
  writeFileSync(
    at('acme.yaml'),
    `name: acme\nissuer: ${issuer}\nregistration: { dynamic: true }\ntokens: { jwt: {} }\n`,
  );
  await startPart('provider', '--port', `${first}`);
  await startPart('server', '--provider', 'acme.yaml', '--port', `${second}`);
  const fault = ['--fault', 'rs.prm.resource-of-another-host'];
  await startPart('server', '--provider', 'acme.yaml', '--port', `${third}`, ...fault);
}, 240_000);

afterAll(async () => {
  for (const close of closers) close();
  for (const part of parts) part.kill('SIGINT');
  await Promise.all(parts.map(({ ended }) => ended));
  folder.remove();
});

describe('audit', () => {
  it('judges a server and the issuer that it names, without signing in', async () => {
    const { code, stdout } = await cli(['audit', good, ...quickly], here);
    expect(stdout).toMatch(new RegExp(`✓ {2}${good} +resource server +\\d\\d +0 +0 +0\\n`));
    expect(stdout).toMatch(new RegExp(`✓ {2}${issuer} +authorization server +\\d+ +0 +0 +0\\n`));
    expect(stdout).toMatch(/2 targets .*\nexit 0: all that was judged holds\n$/);
    expect(code).toBe(0);
  });

  it('tells which of many are broken, and why the others could not be judged, from a file', async () => {
    writeFileSync(at('servers.txt'), `# production\n${good}\n${broken} # new\n${down}\n`);
    const { code, stdout } = await cli(['audit', '--targets', 'servers.txt', ...quickly], here);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ MUST {2}rs\.prm\.resource-identifies-server {2}1 target\n/);
    expect(stdout).toMatch(new RegExp(`\\n {10}${broken}: resource "http`));
    expect(stdout).toContain(`? ${down} gave no answer: connect ECONNREFUSED`);
    expect(stdout).toMatch(/4 targets · 1 with failures · 1 not wholly judged/);
  });

  it('ends with 3 where nothing fails and something could not be judged', async () => {
    const page = await serve((_request, response) => void response.end('<h1>Welcome</h1>'));
    const { code, stdout } = await cli(['audit', good, page, ...quickly], here);
    expect(stdout).toMatch(/\? it answered 200 to an MCP request/);
    expect(code).toBe(3);
  });

  it('writes a line for each as it comes, and a report of each, which other commands read', async () => {
    const args = ['audit', good, down, '--reporter', 'ndjson', '--out', 'audit', ...quickly];
    const { stdout } = await cli(args, here);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditRow);
    expect(Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict]))).toEqual({
      [good]: 'pass',
      [issuer]: 'pass',
      [down]: 'inconclusive',
    });
    expect(rows.find(({ id }) => id === good)?.issuers).toEqual([issuer]);
    const files = readdirSync(at('audit'));
    expect(files).toHaveLength(3);
    for (const file of files) {
      expect(statSync(at(`audit/${file}`)).mode & 0o777).toBe(0o600);
      reportSchema.parse(JSON.parse(readFileSync(at(`audit/${file}`), 'utf8')));
    }
    const merged = await cli(['report', 'merge', ...files.map((file) => `audit/${file}`)], here);
    expect(merged.stdout).toContain('rs.prm.resource-identifies-server');
    expect(merged.code).toBe(3);
  });

  it('puts them side by side on a page', async () => {
    const { code, stdout } = await cli(['audit', good, broken, '--reporter', 'html', ...quickly], here);
    const [, anchor = ''] = /<a href="#([^"]+)"><span class="sign sign-fail">/.exec(stdout) ?? [];
    expect(anchor).not.toBe('');
    expect(stdout).toContain('<h1>Targets by requirements</h1>');
    expect(stdout).toContain(`id="${anchor}"`);
    expect(code).toBe(1);
  });

  it('asks a host no faster than it is told, and says who asks', async () => {
    const asked: { at: number; agent: string | undefined }[] = [];
    const url = await serve(({ headers }, response) => {
      asked.push({ at: performance.now(), agent: headers['user-agent'] });
      response.writeHead(401, { 'WWW-Authenticate': 'Bearer realm="x"' }).end();
    });
    await cli(['audit', url, '--requests-per-second', '50'], here);
    const first = asked[0]?.at ?? 0;
    const last = asked.at(-1)?.at ?? 0;
    expect(asked.length).toBeGreaterThan(8);
    expect((asked.length - 1) / ((last - first) / 1000)).toBeLessThan(55);
    expect(new Set(asked.map(({ agent }) => agent))).toEqual(
      new Set([expect.stringMatching(/^mcp-conformance\/\S+ \(audit\)$/)]),
    );
  });

  it('tells what it found so far when it is interrupted', async () => {
    let asked: (url: string) => void = () => undefined;
    const isAsked = new Promise<string>((resolve) => {
      asked = resolve;
    });
    const silent = await serve(({ url = '' }) => asked(url));
    const running = start(['audit', good, silent, '--reporter', 'ndjson', ...quickly], here);
    await Promise.all([isAsked, running.says(`"id":"${issuer}"`)]);
    running.kill('SIGINT');
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    [['audit'], /audit: which targets\?/],
    [['audit', 'mcp.example.com'], /audit: "mcp\.example\.com": not an http or https URL/],
    [['audit', '--targets', 'nope.txt'], /--targets nope\.txt: cannot be read/],
    [['audit', 'https://a.example', '--concurrency', '0'], /--concurrency 0: takes a whole number above 0/],
    [['audit', 'https://a.example', '--spec', '2025-06-19'], /Did you mean 2025-06-18/],
    [['audit', 'https://a.example', '--out', 'acme.yaml'], /--out acme\.yaml: is no folder/],
    [
      ['audit', 'https://a.example', '--reporter', 'jsn'],
      /--reporter "jsn": takes one of .* Did you mean json/,
    ],
  ])('says of %j what is wrong, and asks nobody', async (args, says) => {
    const { code, stdout, stderr } = await cli(args, here);
    expect(stderr).toMatch(says);
    expect([code, stdout]).toEqual([2, '']);
  });
});
