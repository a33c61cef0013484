import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSessionId } from './sealing.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { openFileStore } from './stores/file.ts';
import type { SessionStore } from './stores/store.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-sessions-'));
const leaseMs = 900;
let store: SessionStore;
let sessions: Sessions;
beforeAll(async () => {
  store = await openFileStore(folder);
  sessions = openSessions({ store, lifeMs: 60_000, leaseMs });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a process that works on a session without end; resolves once it does. */
async function holdElsewhere(id: string) {
  const load = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
  const script = `
    import { openFileStore } from ${load('./stores/file.ts')};
    import { openSessions } from ${load('./sessions.ts')};
    const store = await openFileStore(${JSON.stringify(folder)});
    await openSessions({ store, lifeMs: 60_000, leaseMs: ${leaseMs} }).alone(${JSON.stringify(id)}, () => {
      process.stdout.write('held');
      return new Promise(() => {});
    });`;
  const loader = new URL('../../servers/resource/child/typescript.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', loader, '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('close', () => reject(new Error('it ended before it held the session')));
  });
  return child;
}

describe('one operation of a session at a time', () => {
  it('is kept to by those of one process', async () => {
    const id = newSessionId();
    const order: string[] = [];
    const work = (name: string) => () =>
      new Promise<void>((resolve) => {
        order.push(`${name} begins`);
        setTimeout(() => {
          order.push(`${name} ends`);
          resolve();
        }, 60);
      });
    await Promise.all([sessions.alone(id, work('one')), sessions.alone(id, work('two'))]);
    const [first = '', second = ''] = order[0] === 'one begins' ? ['one', 'two'] : ['two', 'one'];
    expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
  });

  it('is kept to by those of another process for as long as that lives, and no longer (kills a real process)', async () => {
    const id = newSessionId();
    const other = await holdElsewhere(id);
    let killed = 0;
    let entered = 0;
    const waiting = sessions.alone(id, async () => {
      entered = Date.now();
    });
    // Three times as long as it would keep anybody waiting if it were dead.
    await new Promise((resolve) => setTimeout(resolve, 3 * leaseMs));
    expect(entered).toBe(0);
    killed = Date.now();
    other.kill('SIGKILL');
    await waiting;
    expect(entered).toBeGreaterThanOrEqual(killed);
    expect(entered - killed).toBeLessThan(leaseMs + 2_000);
  });
});
