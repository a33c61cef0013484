import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Report, reportSchema } from '../report/schema.ts';
import { callbackFor } from '../sign-in/callback.test-support.ts';
import { freePort } from '../testbed/free-port.ts';
import { standInUsers } from '../testbed/start-provider.ts';
import { build, cli, openFolder, servedProvider, start } from './built-cli.test-support.ts';

const folder = openFolder();
const here = { folder: folder.path };
const at = (name: string) => path.join(folder.path, name);

async function save(name: string, args: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await cli(['run', '--reporter', 'json', ...args], here);
  if (stdout === '') throw new Error(stderr);
  writeFileSync(at(name), stdout);
  return reportSchema.parse(JSON.parse(stdout));
}

const onCodes = ['--requirement', 'as.token.code-single-use', 'as.token.response-format'];
let faulty: Report;

beforeAll(async () => {
  await build();
  await save('clean.json', onCodes);
  faulty = await save('faulty.json', [...onCodes, '--fault', 'as.token.code-reusable']);
}, 240_000);
afterAll(folder.remove);

describe('report', () => {
  it('shows a saved report as the run did, whole or in part, in every format', async () => {
    const whole = await cli(['report', 'show', 'faulty.json'], here);
    expect(whole).toMatchObject({ code: 1, stderr: '' });
    expect(whole.stdout).toContain('✗ MUST  as.token.code-single-use');
    expect(whole.stdout).toContain('judged 2 of 2 that apply');
    const part = await cli(
      ['report', 'show', '--reporter', 'json', '--requirement', 'as.token.response-format'],
      here,
    );
    const { results } = reportSchema.parse(JSON.parse(part.stdout));
    expect(results.map(({ requirement }) => requirement)).toEqual(['as.token.response-format']);
  });

  it.runIf(process.platform === 'linux')(
    'writes the page of the last run beside it, for its owner only, and opens it',
    async () => {
      writeFileSync(at('xdg-open'), '#!/bin/sh\nprintf %s "$1" >"$OPENED"\n');
      chmodSync(at('xdg-open'), 0o755);
      const environment = { PATH: `${folder.path}:${process.env['PATH'] ?? ''}`, OPENED: at('opened') };
      const { code, stdout } = await cli(['report', 'open'], { ...here, environment });
      const file = at('.mcp-conformance/last/report.html');
      expect([code, stdout.trim()]).toEqual([0, file]);
      expect(readFileSync(file, 'utf8')).toContain('as.token.code-single-use');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(at('opened'), 'utf8')).toBe(`file://${file}`);
    },
  );

  it('says what is worse, and by its exit code that something is', async () => {
    const worse = await cli(['report', 'diff', 'clean.json'], here);
    expect(worse.code).toBe(1);
    expect(worse.stdout).toMatch(/Newly failing {2}1\n.*as\.token\.code-single-use +pass → fail/);
    const better = await cli(['report', 'diff', 'faulty.json', 'clean.json'], here);
    expect(better.code).toBe(0);
    expect(better.stdout).toContain('Newly passing  1');
  });

  it('merges reports into one table, for people, scripts and browsers', async () => {
    const text = await cli(['report', 'merge', 'clean.json', 'faulty.json'], here);
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/as\.token\.code-single-use +MUST +✓ +✗/);
    const rows = await cli(['report', 'merge', 'clean.json', 'faulty.json', '--reporter', 'json'], here);
    expect(JSON.parse(rows.stdout)).toContainEqual({
      id: 'as.token.code-single-use',
      role: 'authorization-server',
      level: 'MUST',
      verdicts: { 'oidc-provider (clean)': 'pass', 'oidc-provider (faulty)': 'fail' },
    });
    const page = await cli(['report', 'merge', 'clean.json', 'faulty.json', '--reporter', 'html'], here);
    const [, anchor = ''] = /<a href="#([^"]+)"><span class="sign sign-fail">/.exec(page.stdout) ?? [];
    expect(anchor).not.toBe('');
    expect(page.stdout).toContain(`id="${anchor}"`);
    expect(page.stdout).not.toContain('<script');
  });

  it('keeps of an archive what one verdict rests on', async () => {
    const { stdout } = await cli(['report', 'har', 'as.token.code-single-use', 'faulty.json'], here);
    const { log } = JSON.parse(stdout) as { log: { entries: { _id: string }[] } };
    const flow = faulty.scenarios.find(({ id }) => id === 'authorization-server/code-single-use');
    expect(log.entries.map(({ _id }) => _id).toSorted()).toEqual(flow?.exchanges.toSorted());
  });

  it.each([
    [['report', 'show', 'nope.json'], /nope\.json does not exist/],
    [['report', 'show', 'notes.txt'], /notes\.txt is no JSON/],
    [['report', 'show', 'other.json'], /other\.json is no report of mcp-conformance \(tool/],
    [['report', 'show', 'newer.json'], /newer\.json has schemaVersion "2", and this version reads 1/],
    [['report', 'diff'], /report diff: which reports\?/],
    [['report', 'har', 'as.token.code-singel-use', 'clean.json'], /Did you mean as\.token\.code-single-use/],
    [['report', 'shwo'], /report: there is no action "shwo"\. Did you mean show\?/],
    [['report', 'show', '--reporter', 'htm'], /--reporter "htm": takes one of .* Did you mean html/],
    [['report'], /Which action/],
  ])('says of %j what is wrong', async (args, says) => {
    writeFileSync(at('notes.txt'), 'hello');
    writeFileSync(at('other.json'), '{"schemaVersion":1}');
    writeFileSync(at('newer.json'), '{"schemaVersion":2}');
    const { code, stderr, stdout } = await cli(args, here);
    expect(stderr).toMatch(says);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('report reproduce', () => {
  const hasTools = !process.env['MCP_CONFORMANCE_NO_SHELL_TOOLS'];

  /** Signs in for the script, which posts the address to it, and answers with the one it ended at. */
  function openVisitor() {
    const server = createServer((request, response) => {
      let url = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        url += text;
      });
      request.on('end', async () => {
        const callback = await callbackFor(url, standInUsers[0]).catch((error: Error) => `?${error.message}`);
        response.end(
          `${new URL(url).searchParams.get('redirect_uri')}${callback.slice(callback.indexOf('?'))}`,
        );
      });
    });
    return new Promise<{ command: string; close: () => void }>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as { port: number };
        resolve({
          command: `curl --silent http://127.0.0.1:${port} --data-raw`,
          close: () => void server.close(),
        });
      });
    });
  }

  function runScript(file: string, environment: Record<string, string>) {
    return new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = spawn('sh', [file], { cwd: folder.path, env: { ...process.env, ...environment } });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
        });
      }
      child.on('close', (code) => resolve({ code, output }));
    });
  }

  const served = async (port: number, ...more: string[]) => {
    const provider = start(['serve', 'provider', '--port', `${port}`, ...more], here);
    await provider.says('Ctrl-C ends it.');
    return provider;
  };

  it('makes the proof anew with curl, and says when it is not so any more', {
    timeout: 180_000,
  }, async () => {
    const port = await freePort();
    writeFileSync(at('mine.yaml'), servedProvider(port));
    const careless = await served(
      port,
      '--fault',
      'as.token.code-reusable',
      '--fault',
      'as.pkce.challenge-as-verifier',
    );
    const ids = ['as.token.code-single-use', 'as.pkce.rejects-wrong-verifier'];
    await save('mine.json', ['--provider', 'mine.yaml', '--requirement', ...ids]);
    const visitor = await openVisitor();
    for (const id of ids) {
      const { stdout, code } = await cli(['report', 'reproduce', id, 'mine.json'], here);
      expect(code).toBe(0);
      writeFileSync(at(`${id}.sh`), stdout);
      const { output, code: ended } = await runScript(`${id}.sh`, { VISIT: visitor.command });
      expect(output).toMatch(/offence +x\d+: the report says 200, now 200/);
      expect(ended).toBe(0);
    }
    careless.kill('SIGINT');
    await careless.ended;

    const careful = await served(port);
    for (const id of ids) {
      const { output, code } = await runScript(`${id}.sh`, { VISIT: visitor.command });
      expect(output).toMatch(/control +x\d+: the report says 200, now 200/);
      expect(output).toMatch(/offence +x\d+: the report says 200, now 400/);
      expect(code).toBe(1);
    }
    careful.kill('SIGINT');
    await careful.ended;
    visitor.close();
  });

  it.runIf(hasTools)('runs nothing that a hostile report has in it', async () => {
    const text = '\'; touch owned; "$(touch owned)" `touch owned`\ntouch owned\n‹$(touch owned) #1›';
    const hostile = JSON.parse(
      JSON.stringify(faulty, (name, value: unknown) =>
        typeof value === 'string' &&
        ['title', 'actual', 'note', 'text', 'why', 'fix', 'expected'].includes(name)
          ? `${value}${text}`
          : value,
      ),
    ) as Report;
    const renamed = JSON.stringify(hostile).replaceAll(/"x(\d+)"/g, (_, number: string) =>
      JSON.stringify(`x${number};touch owned`),
    );
    writeFileSync(at('hostile.json'), renamed);
    const { stdout } = await cli(['report', 'reproduce', 'as.token.code-single-use', 'hostile.json'], here);
    expect(stdout).toContain('touch owned');
    writeFileSync(at('hostile.sh'), stdout);
    await runScript('hostile.sh', {
      VISIT: 'echo',
      VALUE_TOUCH_OWNED_1: 'x',
      TOUCH_OWNED_1: 'x',
      _TOUCH_OWNED_1: 'x',
    });
    expect(statSync(at('owned'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('refuses what a client sends of its own accord', async () => {
    await save('client.json', ['--requirement', 'client.state.csrf-defence']);
    const { code, stderr } = await cli(
      ['report', 'reproduce', 'client.state.csrf-defence', 'client.json'],
      here,
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/is about what a client sends by itself.* Run npx mcp-conformance run/s);
  });
});
