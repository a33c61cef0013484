import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CommandOptions, quietMs, runCommand } from './process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a program of Node.js, and answers with the command that runs it. */
function program(name: string, source: string): string {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, source);
  return `'${process.execPath}' '${file}'`;
}

function run(command: string, options: Partial<CommandOptions> = {}) {
  return runCommand({
    command,
    url: 'http://127.0.0.1:1/mcp',
    environment: process.env,
    limitMs: 30_000,
    quietFor: () => null,
    signal: new AbortController().signal,
    ...options,
  });
}

/** A program that stays, and writes down where it listens: the id of an ended process may stay in the books. */
function staying(told: string): string {
  return `process.on('SIGTERM', () => {});
    const server = require('node:http').createServer((_, response) => response.end());
    server.listen(0, '127.0.0.1', () =>
      require('node:fs').writeFileSync(${JSON.stringify(told)}, String(server.address().port)));`;
}

/** Whether a program that stays is still there. */
function isThere(told: string): Promise<boolean> {
  return fetch(`http://127.0.0.1:${readFileSync(told, 'utf8')}`).then(
    () => true,
    () => false,
  );
}

describe('a command under test', () => {
  it('is read by a shell as it was typed, and gets the URL as last argument, which no shell reads', async () => {
    const url = 'http://127.0.0.1:1/mcp?a="$(touch x)"&b=`id`;c';
    const echo = program(
      'echo',
      'console.log(JSON.stringify([process.env.GREETING, ...process.argv.slice(2)]))',
    );
    const { code, how, stdout } = await run(`GREETING='good day' ${echo} --flag "two words"`, { url });
    expect([code, how]).toEqual([0, 'exited with code 0']);
    expect(JSON.parse(stdout)).toEqual(['good day', '--flag', 'two words', url]);
    expect(existsSync('x')).toBe(false);
  });

  it('is heard on both streams, of which the end is kept', async () => {
    const loud = program(
      'loud',
      'process.stderr.write("a".repeat(100_000) + "the end"); console.log("and this"); process.exitCode = 3;',
    );
    const { code, how, stdout, stderr } = await run(loud);
    expect([code, how, stdout]).toEqual([3, 'exited with code 3', 'and this\n']);
    expect(stderr).toMatch(/^a+the end$/);
    expect(stderr.length).toBe(16_000);
  });

  it('that is not there ends as shells say so, with its name', async () => {
    const { code, stderr } = await run('no-such-program --at-all');
    expect(code).toBe(127);
    expect(stderr).toMatch(/no-such-program: (command )?not found/);
    expect(stderr).not.toContain('http://');
  });

  it('is ended at its limit with all that it started, also where it does not want to', async () => {
    const told = path.join(folder, 'ended');
    const stubborn = program(
      'stubborn',
      `import { spawn } from 'node:child_process';
       process.on('SIGTERM', () => {});
       spawn(process.execPath, ['-e', ${JSON.stringify(staying(told))}]);
       console.error('still here');
       setInterval(() => {}, 1000);`,
    );
    const ended = run(stubborn, { limitMs: 3_000 });
    await expect.poll(() => existsSync(told) && isThere(told), { timeout: 3_000 }).toBe(true);
    const { code, how, stderr } = await ended;
    expect([code, how]).toEqual([null, 'was ended: it still ran after 3 s']);
    expect(stderr).toBe('still here\n');
    await expect.poll(() => isThere(told)).toBe(false);
  });

  it('leaves nothing behind that goes on after it has ended by itself', async () => {
    const told = path.join(folder, 'left');
    const leaving = program(
      'leaving',
      `import { spawn } from 'node:child_process';
       import { existsSync } from 'node:fs';
       const child = spawn(process.execPath, ['-e', ${JSON.stringify(staying(told))}], { stdio: 'inherit' });
       child.unref();
       while (!existsSync(${JSON.stringify(told)})) await new Promise((resolve) => setTimeout(resolve, 20));`,
    );
    expect(await run(leaving)).toMatchObject({ code: 0 });
    await expect.poll(() => isThere(told)).toBe(false);
  });

  it('that waits for more to do is asked to end when it has sent nothing for a while', async () => {
    const waiting = program('waiting', 'process.stdin.on("end", () => process.exit(0)).resume();');
    const { code, how } = await run(waiting, { quietFor: () => quietMs + 1 });
    expect([code, how]).toEqual([null, 'was ended: it did not end by itself, and sent nothing for 5 s']);
  });

  it('that has not done anything yet is waited for', async () => {
    const slow = program('slow', 'setTimeout(() => process.exit(0), 600);');
    expect(await run(slow)).toMatchObject({ how: 'exited with code 0' });
  });

  it('ends with the run', async () => {
    const endless = program('endless', 'setInterval(() => {}, 1000);');
    const { how } = await run(endless, { signal: AbortSignal.timeout(300) });
    expect(how).toBe('was ended with the run');
  });
});
