import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../catalogue/package-root.ts';
import { type Report, reportSchema } from '../report/schema.ts';
import { build, cli, type Ended, openFolder } from './built-cli.test-support.ts';

const folder = openFolder();
beforeAll(build, 180_000);
afterAll(folder.remove);

const slow = { timeout: 120_000 };
const sample = `'${process.execPath}' '${path.join(packageRoot(), 'fixtures/clients/sdk-2.mjs')}'`;
const denied = ['--scenario', 'client/denied'];

function own(name: string): string {
  const made = path.join(folder.path, name);
  mkdirSync(made);
  return made;
}

function judge(command: string, more: readonly string[], where: string): Promise<Ended> {
  return cli(['run', '--client', command, ...more], { folder: where });
}

function reportIn(where: string): Report {
  const text = readFileSync(path.join(where, '.mcp-conformance/last/report.json'), 'utf8');
  return reportSchema.parse(JSON.parse(text)) as Report;
}

describe('run --client', () => {
  it('judges a command as a client, and names it', slow, async () => {
    const where = own('judged');
    const { code, stdout, stderr } = await judge(sample, denied, where);
    expect(stdout).toContain(`client                ${sample}`);
    expect(stdout).toMatch(/preflight .*[\s\S]*✓ command/);
    expect(stdout).toMatch(/exit 0: all that was judged holds\n$/);
    expect(stderr).toMatch(/^mcp-conformance \S+ · [^\n]*\n$/);
    expect(code).toBe(0);
    const { subjects, summary } = reportIn(where);
    expect(subjects.client?.name).toBe(sample);
    expect(summary).toMatchObject({ fail: 0, pass: 1 });
  });

  it(
    'ends with 1 for a broken MUST, with the last words of the client and a rerun that names it',
    slow,
    async () => {
      const where = own('broken');
      const { code, stdout } = await judge(sample, ['--scenario', 'client/refused-code'], where);
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /rerun +npx mcp-conformance run --client .*sdk-2\.mjs.* --requirement client\.token\./,
      );
      const scenario = reportIn(where).scenarios.find(({ id }) => id === 'client/refused-code');
      expect(scenario?.client).toEqual({
        ended: 'exited with code 1',
        said: expect.stringMatching(/grant request is invalid$/),
      });
    },
  );

  it('hands the client what clients of the official suite are handed, once per scenario', slow, async () => {
    const where = own('told');
    writeFileSync(
      path.join(where, 'note.mjs'),
      `import { appendFileSync } from 'node:fs';
       const told = Object.entries(process.env).filter(([name]) => name.startsWith('MCP_CONFORMANCE_'));
       appendFileSync('notes', JSON.stringify({ words: process.argv.slice(2), ...Object.fromEntries(told) }) + '\\n');
       await fetch(process.argv.at(-1), { method: 'POST' });`,
    );
    const options = ['--mode', 'static', '--spec', '2026-07-28', '--scenario', 'client/step-up', ...denied];
    await judge(`'${process.execPath}' note.mjs --verbose`, options, where);
    const notes = readFileSync(path.join(where, 'notes'), 'utf8').trim().split('\n');
    const told = notes.map((line) => JSON.parse(line));
    expect(told).toHaveLength(3);
    for (const { words, MCP_CONFORMANCE_CONTEXT: context, ...others } of told) {
      expect(words).toEqual(['--verbose', expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/)]);
      expect(others['MCP_CONFORMANCE_PROTOCOL_VERSION']).toBe('2026-07-28');
      expect(others['MCP_CONFORMANCE_SCENARIO']).toBe('auth/pre-registration');
      expect(JSON.parse(context)).toEqual({
        name: 'auth/pre-registration',
        scenario: expect.stringMatching(/^(preflight|client\/step-up|client\/denied)$/),
        registration: 'static',
        client_id: 'mcp-conformance-confidential',
        client_secret: expect.any(String),
        issuer: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        redirect_uri: 'http://127.0.0.1:33418/callback',
      });
    }
  });

  it('finds the browser also where the client asks the system for one', slow, async () => {
    const where = own('system');
    await judge(`env -u BROWSER ${sample}`, denied, where);
    expect(reportIn(where).preflight.at(-1)).toMatchObject({ step: 'command', ok: true });
  });

  it('keeps no secret that the client wrote', slow, async () => {
    const where = own('leaking');
    writeFileSync(
      path.join(where, 'leak.mjs'),
      `const ask = globalThis.fetch;
       globalThis.fetch = async (...request) => {
         const response = await ask(...request);
         const text = await response.clone().text();
         if (text.includes('access_token')) console.error('got ' + text);
         return response;
       };`,
    );
    const leaking = sample.replace("' '", "' --import ./leak.mjs '");
    const { stdout } = await judge(leaking, ['--scenario', 'client/pkce-unadvertised'], where);
    const said = reportIn(where).scenarios.map(({ client }) => client?.said ?? '');
    expect(said.join()).toContain('"access_token":"‹');
    expect(said.join() + stdout).not.toMatch(/"access_token":"[^‹]/);
  });

  it.each([
    ['no-such-client --connect', /cannot be started: .*no-such-client: (command )?not found/],
    ['/etc/passwd', /cannot be started: .*\/etc\/passwd: .*[Pp]ermission denied/],
    [' ', /names no command/],
  ])('ends with 2 for the command "%s"', slow, async (command, message) => {
    const { code, stdout, stderr } = await judge(command, denied, folder.path);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('ends with 2 where something else was to be judged too', slow, async () => {
    const both = await judge(sample, ['--server', 'http://127.0.0.1:1/mcp'], folder.path);
    expect(both.stderr).toContain('--client: cannot be combined with --server');
    expect(both.code).toBe(2);
    const alone = await cli(['run', '--client-timeout', '5000', ...denied], { folder: folder.path });
    expect(alone.stderr).toContain('--client-timeout: takes --client COMMAND beside it');
    expect(alone.code).toBe(2);
  });

  it('ends with 3 for a client that sends no request, and judges nothing', slow, async () => {
    const where = own('silent');
    const { code, stdout } = await judge('true', denied, where);
    expect(stdout).toContain('The client sent no request. Expected is one to http://127.0.0.1:');
    expect(code).toBe(3);
    expect(reportIn(where).summary.judged).toBe(0);
  });

  it('gives a client that does not end its time, and says that it may be too short', slow, async () => {
    const where = own('late');
    writeFileSync(
      path.join(where, 'late.mjs'),
      `setInterval(() => fetch(process.argv.at(-1), { method: 'POST' }).catch(() => {}), 500);`,
    );
    const options = ['--client-timeout', '3000', '--preflight'];
    await judge(`'${process.execPath}' late.mjs`, options, where);
    expect(reportIn(where).preflight.at(-1)?.detail).toMatch(
      /It was ended: it still ran after 3 s.* It may take longer than 3000 ms \(--client-timeout\)/,
    );
  });
});
