import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Waiting } from './driver.ts';
import { manualDriver } from './manual.ts';
import { openerFor, openUserBrowser } from './open-user-browser.ts';
import { openTask, servePages } from './trip.test-support.ts';

/** A loopback redirect URI on a port of its own. */
async function freeRedirectUri(): Promise<string> {
  const { origin, close } = await servePages((_request, response) => response.end());
  close();
  return `${origin}/callback`;
}

const provider = 'https://provider.test/authorize?client_id=c&state=st-1';

describe('the manual driver', () => {
  it('says what to open, and brings back what arrives at the redirect URI', async () => {
    const redirectUri = await freeRedirectUri();
    const told: Waiting[] = [];
    const answers: number[] = [];
    const driver = manualDriver({
      onWaiting: (waiting) => told.push(waiting),
      openUrl: async () => {
        for (const place of [
          `${new URL(redirectUri).origin}/favicon.ico`,
          `${redirectUri}?code=abc&state=st-1`,
        ])
          answers.push((await fetch(place)).status);
        return true;
      },
    });
    const task = openTask({ url: provider, redirectUris: [redirectUri] });
    const result = await driver.drive(task);
    expect(result).toMatchObject({ redirectedTo: `${redirectUri}?code=abc&state=st-1`, stuck: null });
    expect(answers).toEqual([404, 200]);
    expect(told[0]).toMatchObject({ kind: 'open', url: provider, opened: true, decision: 'approve' });
    expect(told.at(-1)).toEqual({ kind: 'over' });
    expect(task.trace.exchanges).toMatchObject([
      { kind: 'authorization-request', request: { url: provider }, failure: { code: 'not-observed' } },
    ]);
    await expect(fetch(redirectUri)).rejects.toThrow();
  });

  it('takes an answer that is posted (form_post)', async () => {
    const redirectUri = await freeRedirectUri();
    const body = new URLSearchParams({ code: 'abc', state: 'st-1' });
    const openUrl = async () => (await fetch(redirectUri, { method: 'POST', body })).ok;
    const result = await manualDriver({ openUrl }).drive(
      openTask({ url: provider, redirectUris: [redirectUri] }),
    );
    expect(result.redirectedTo).toBe(`${redirectUri}?code=abc&state=st-1`);
  });

  it('counts down, and gives up with the reason', async () => {
    const redirectUri = await freeRedirectUri();
    const told: Waiting[] = [];
    const onWaiting = (waiting: Waiting) => told.push(waiting);
    const driver = manualDriver({ onWaiting, openUrl: async () => false, timeoutMs: 1_600 });
    const { redirectedTo, stuck } = await driver.drive(
      openTask({ url: provider, redirectUris: [redirectUri] }),
    );
    expect(redirectedTo).toBeNull();
    expect(stuck).toBe(`the sign-in did not come back to ${redirectUri} within 2 s`);
    expect(told.map(({ kind }) => kind)).toEqual(['open', 'waiting', 'over']);
    expect(told[0]).toMatchObject({ opened: false });
  });

  it('can be given up by hand, for pages that never lead back', async () => {
    const redirectUri = await freeRedirectUri();
    const onWaiting = (waiting: Waiting) => {
      if (waiting.kind === 'open') waiting.giveUp();
    };
    const driver = manualDriver({ onWaiting, openUrl: async () => true });
    const { stuck } = await driver.drive(openTask({ url: provider, redirectUris: [redirectUri] }));
    expect(stuck).toBe('the sign-in was given up by hand');
  });

  it('asks for one sign-in at a time', async () => {
    const redirectUri = await freeRedirectUri();
    let open = 0;
    const openUrl = async (url: string) => {
      open += 1;
      expect(open).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 50));
      open -= 1;
      await fetch(`${redirectUri}?code=${new URL(url).searchParams.get('n')}`);
      return true;
    };
    const driver = manualDriver({ openUrl });
    const trips = ['1', '2', '3'].map((n) =>
      driver.drive(openTask({ url: `${provider}&n=${n}`, redirectUris: [redirectUri] })),
    );
    const codes = (await Promise.all(trips)).map(({ redirectedTo }) => redirectedTo?.split('code=')[1]);
    expect(codes).toEqual(['1', '2', '3']);
  });

  it('ends with the run', async () => {
    const redirectUri = await freeRedirectUri();
    const driver = manualDriver({ openUrl: async () => true });
    const trip = driver.drive(openTask({ url: provider, redirectUris: [redirectUri] }));
    setTimeout(() => driver.close?.(), 50);
    expect((await trip).stuck).toContain('the run was ended');
  });

  it('says that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const redirectUris = [`http://localhost:${port}/callback`];
    const driver = manualDriver({ openUrl: () => Promise.reject(new Error('not to be called')) });
    const { stuck } = await driver.drive(openTask({ url: provider, redirectUris }));
    other.close();
    expect(stuck).toBe(
      `nobody can receive the answer: port ${port}, where the redirect URI points, is in use by another program`,
    );
  });

  it('says that an answer elsewhere cannot be received', async () => {
    const redirectUris = ['https://app.test/callback', 'acme-app://callback'];
    const { stuck } = await manualDriver().drive(openTask({ url: provider, redirectUris }));
    expect(stuck).toContain(
      'leads to https://app.test/callback, acme-app://callback, not to http on this machine',
    );
  });

  it('opens nothing but https and loopback', async () => {
    const openUrl = () => Promise.reject(new Error('not to be called'));
    const { stuck } = await manualDriver({ openUrl }).drive(openTask({ url: 'file:///etc/passwd' }));
    expect(stuck).toContain('neither https nor http on loopback');
    expect(await openUserBrowser('file:///etc/passwd')).toBe(false);
  });

  it('hands the URL to the opener as one argument, on every platform', () => {
    const url = 'https://provider.test/?a=1&calc.exe';
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const [command, args] = openerFor(url, platform);
      expect(args.at(-1)).toBe(url);
      expect(command).not.toMatch(/cmd|sh$/);
    }
  });
});
