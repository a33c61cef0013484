import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../harness/testbed/free-port.ts';
import { certificate } from '../../../harness/trace/certificate.ts';
import { startChild } from './start-child.ts';

const fragile = new URL('./fragile.test-support', import.meta.url);

function isRunning(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? 0, 0);
    return true;
  } catch {
    return false;
  }
}

async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isRunning(pid); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !isRunning(pid);
}

describe('a child process', () => {
  it('is gone when it was stopped', async () => {
    const child = await startChild({ module: fragile, args: [], environment: { PORT: '0' } });
    const pid = child.pid();
    expect(isRunning(pid)).toBe(true);
    await child.stop();
    expect(isRunning(pid)).toBe(false);
  });

  it('leaves no certificate behind', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-test-'));
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = folder;
    try {
      const { ca } = await certificate();
      const child = await startChild({ module: fragile, args: [], environment: { PORT: '0' }, ca });
      expect(readdirSync(folder)).toEqual([]);
      await child.stop();
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      rmSync(folder, { recursive: true });
    }
  });

  it('says why it did not start', async () => {
    const port = await freePort();
    const environment = { PORT: String(port) };
    const first = await startChild({ module: fragile, args: [], environment });
    await expect(startChild({ module: fragile, args: [], environment })).rejects.toThrow(/EADDRINUSE/);
    await first.stop();
  });

  it('ends when the process that started it is killed', async () => {
    const script = `
      import { startChild } from ${JSON.stringify(new URL('./start-child.ts', import.meta.url).href)};
      const child = await startChild({
        module: new URL(${JSON.stringify(fragile.href)}), args: [], environment: { PORT: '0' },
      });
      process.stdout.write(String(child.pid()));
      setInterval(() => {}, 1000);`;
    const loader = new URL('./typescript.mjs', import.meta.url).href;
    const parent = spawn(process.execPath, ['--import', loader, '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    expect(await gone(pid)).toBe(true);
  });
});
