import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../harness/testbed/free-port.ts';

let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-main-'));
});

afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the program alone, as a deployment does, in a folder of its own. */
async function start(variables: Record<string, string>) {
  const loader = fileURLToPath(new URL('../child/typescript.mjs', import.meta.url));
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const started = spawn(process.execPath, ['--import', loader, main, 'hardened'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', CLERK_TELEMETRY_DISABLED: '1', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  let said = '';
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const exited = once(started, 'exit') as Promise<[number | null]>;
  return { started, exited, said: () => said };
}

const key = `pk_test_${Buffer.from('clerk.example.com$').toString('base64')}`;

describe('the Clerk-backed server as a program', () => {
  it('reads .env.local and .env, what is set first winning, and ends at SIGTERM with code 0', async () => {
    const port = await freePort();
    writeFileSync(
      path.join(folder, '.env'),
      `PORT=1\nCLERK_SECRET_KEY=sk_test_hushhush\nPUBLIC_URL=http://x/mcp\n`,
    );
    writeFileSync(
      path.join(folder, '.env.local'),
      `CLERK_PUBLISHABLE_KEY=${key}\nPUBLIC_URL=https://mcp.example.com/mcp\n`,
    );
    const { started, exited, said } = await start({ PORT: String(port) });
    await once(started.stdout ?? started, 'data');
    const answer = await fetch(`http://127.0.0.1:${port}/mcp`, {
      method: 'POST',
      headers: { authorization: 'Bearer not-a-token-of-anybody' },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('https://mcp.example.com/');
    started.kill('SIGTERM');
    expect((await exited)[0]).toBe(0);
    expect(said()).toContain(`127.0.0.1:${port}, issuer https://clerk.example.com`);
    expect(said()).not.toMatch(/hushhush|not-a-token-of-anybody/);
  });

  it('says what is missing, with code 2', async () => {
    const { exited, said } = await start({});
    expect((await exited)[0]).toBe(2);
    expect(said()).toContain('set CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY');
  });
});
