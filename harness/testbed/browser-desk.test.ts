import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { deskVariable, type Openers, writeOpeners } from '../../clients/command/openers.ts';
import { Trace } from '../trace/trace.ts';
import { type BrowserDesk, openBrowserDesk } from './browser-desk.ts';
import type { Setup } from './setup.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(): Promise<{ desk: BrowserDesk; openers: Openers; trace: Trace; opened: () => number }> {
  const trace = new Trace();
  let opened = 0;
  const openers = writeOpeners();
  const desk = await openBrowserDesk({} as Setup, trace, () => {
    opened += 1;
  });
  closers.push(openers.remove, () => desk[Symbol.asyncDispose]());
  return { desk, openers, trace, opened: () => opened };
}

/** Starts an opener as a client would, and answers with its exit code. */
async function start(program: string, args: readonly string[], desk: string): Promise<number | null> {
  const env = { ...process.env, [deskVariable]: desk };
  const [code] = await once(spawn(program, args, { env, stdio: 'ignore' }), 'exit');
  return code as number | null;
}

describe('the browser of a client under test', () => {
  it.each(['xdg-open', 'open', 'sensible-browser'])('is found as %s', async (name) => {
    const { desk, openers, trace, opened } = await open();
    const url = 'javascript:alert(1)';
    expect(await start(path.join(openers.folder, name), ['--new-window', url], desk.url)).toBe(0);
    expect(opened()).toBe(1);
    expect(trace.exchanges[0]?.request.url).toBe(url);
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'http://203.0.113.7/authorize', 'no url'])(
    'does not open %s, and that the client asked for it is recorded',
    async (url) => {
      const { desk, openers, trace } = await open();
      expect(await start(openers.browser, [url], desk.url)).toBe(0);
      expect(trace.exchanges).toEqual([
        expect.objectContaining({
          from: 'browser',
          kind: 'authorization-request',
          failure: expect.objectContaining({ code: 'not-opened' }),
        }),
      ]);
      expect(desk.pages()).toEqual(['it is neither https nor http on loopback, and was not opened']);
      expect(desk.isBusy()).toBe(false);
    },
  );

  it('tells the client when there is nobody to hand a URL to', async () => {
    const { openers } = await open();
    expect(await start(openers.browser, ['https://as.example/authorize'], 'http://127.0.0.1:1/')).toBe(4);
    expect(await start(openers.browser, [], 'http://127.0.0.1:1/')).toBe(4);
  });

  it('takes URLs from those alone who know its address', async () => {
    const { desk, trace } = await open();
    const elsewhere = new URL('/guessed', desk.url);
    expect((await fetch(elsewhere, { method: 'POST', body: 'https://as.example' })).status).toBe(404);
    expect((await fetch(desk.url)).status).toBe(404);
    expect((await fetch(desk.url, { method: 'POST', body: 'x'.repeat(70_000) })).status).toBe(413);
    expect(trace.exchanges).toEqual([]);
  });
});
