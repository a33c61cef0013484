import { describe, expect, it } from 'vitest';
import type { Report } from '../report/schema.ts';
import { standInUsers } from '../testbed/start-provider.ts';
import { openConnections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';
import type { PlaygroundChoices, PlaygroundSetup, PlaygroundState } from './contract.ts';
import { failed, open, watch } from './playground.test-support.ts';

/** A flow and the checks of a fault take seconds on a slow machine. */
const patience = { timeout: 20_000 };

describe('the playground', () => {
  it('answers nobody without the token, the right host and its own origin', async () => {
    const { origin, headers } = await open();
    expect((await fetch(`${origin}/api/choices`)).status).toBe(401);
    expect((await fetch(`${origin}/api/choices`, { headers })).status).toBe(200);
    const foreign = await fetch(`${origin}/api/choices`, {
      headers: { ...headers, Origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    const connections = openConnections();
    const http = openHttp({
      trace: new Trace(),
      from: 'browser',
      partyOf: () => 'harness',
      connections,
      timeoutMs: 2000,
    });
    const rebound = await http.send({
      url: `${origin}/api/choices`,
      headers: [['Host', 'evil.example'], ...Object.entries(headers)],
    });
    connections.close();
    expect(rebound.status).toBe(421);
  });

  it('shows a conforming flow arrow by arrow, and no failure', async () => {
    const { post, seen } = await open();
    expect((await post('connect', { stepping: false })).status).toBe(200);
    await expect.poll(() => seen.state?.phase).toBe('connected');
    await expect.poll(() => seen.report?.exchanges.length ?? 0).toBeGreaterThan(10);
    expect(failed(seen.report)).toEqual([]);
    expect(seen.report?.summary.pass).toBeGreaterThan(20);
    await post('tool', { name: 'whoami', arguments: {} });
    await expect.poll(() => JSON.stringify(seen.state?.answer)).toContain(standInUsers[0]?.username);
  });

  it('draws a first flow by itself and says so, with what the faults of the set-up break, and never a second', async () => {
    const { origin, headers, seen } = await open({ faults: ['as.token.code-reusable'] }, true);
    await expect.poll(() => failed(seen.report), patience).toEqual(['as.token.code-single-use']);
    await expect.poll(() => seen.state?.checking, patience).toBeNull();
    expect(seen.state).toMatchObject({ phase: 'connected' });
    expect(seen.state?.message).toMatch(/^This first flow began by itself.* Connected/);
    const exchanges = seen.report?.exchanges.length;
    const again = await watch(origin, headers);
    await expect.poll(() => again.report?.exchanges.length).toBe(exchanges);
  });

  it.each<[string, Partial<PlaygroundSetup>]>([
    ['reach an issuer that is not ours', { provider: 'http://127.0.0.1:9' }],
    ['run a definition file', { provider: './fixtures/vendor/plain.yaml' }],
    ['wait for a person to sign in', { signIn: 'hand' }],
  ])('begins no flow by itself that would %s', async (_, setup) => {
    const { seen } = await open(setup, true);
    expect(seen.state).toMatchObject({ phase: 'ready', message: 'Ready to connect.' });
    expect(seen.report?.exchanges).toEqual([]);
  });

  it('turns the requirement red that a fault breaks, with the exchange that proves it', async () => {
    const { post, get, seen } = await open({ faults: ['as.token.code-reusable'] });
    await post('connect', { stepping: false });
    await expect.poll(() => failed(seen.report)).toEqual(['as.token.code-single-use']);
    const report = await get<Report>('export/json');
    const result = report.results.find(({ verdict }) => verdict === 'fail');
    expect(report.exchanges.some(({ id }) => id === result?.evidence[0])).toBe(true);
  });

  it('holds each request while stepping, and sends what it was changed to', async () => {
    const { post, seen } = await open();
    const connecting = post('connect', { stepping: true });
    await expect.poll(() => seen.state?.held?.method).toBe('POST');
    const { held } = seen.state as PlaygroundState;
    expect(held).toMatchObject({ from: 'client', to: 'resource-server' });
    expect(seen.report?.exchanges).toEqual([]);
    await post('release', { id: held?.id, run: false });
    await expect.poll(() => seen.state?.held?.url ?? '').toContain('oauth-protected-resource');
    const next = seen.state?.held as NonNullable<PlaygroundState['held']>;
    const changes = { url: `${next.url}?edited=yes`, headers: next.headers, body: next.body };
    await post('release', { id: next.id, run: true, changes });
    await connecting;
    await expect
      .poll(() => seen.report?.exchanges.some(({ request }) => request.url.endsWith('?edited=yes')))
      .toBe(true);
    expect((await post('release', { id: 1, run: true })).status).toBe(400);
  });

  it('waits for nobody once it was disconnected, and lets the flow that was given up say nothing more', async () => {
    const { post, seen } = await open({ signIn: 'hand' });
    const connecting = post('connect', { stepping: false });
    await expect.poll(() => seen.state?.waitingFor?.whom, patience).toBe('you');
    await post('disconnect');
    await connecting;
    await expect.poll(() => seen.state).toMatchObject({ phase: 'ready', waitingFor: null });
    expect(seen.state?.message).toBe('Disconnected.');
  });

  it.each([
    ['./fixtures/vendor/plain.yaml', 'as.token.code-reusable', /cannot be switched on in .*plain\.yaml/],
    ['clerk', 'as.token.code-reusable', /cannot be switched on in the stand-in for Clerk/],
    ['clerk', 'rs.token.audience-ignored', /cannot be switched on in .*, which is not a part of ours/],
  ])('says of %s that it cannot have %s', async (provider, fault, because) => {
    const { post, get } = await open();
    const { start } = await get<PlaygroundChoices>('choices');
    const refused = await post('open', { ...start, provider, faults: [fault] });
    expect(refused.status).toBe(400);
    expect(((await refused.json()) as { error: string }).error).toMatch(because);
  });

  it('opens another set-up in place of the first, and says what is wrong with one', async () => {
    const { post, get, seen } = await open();
    const { start, providers } = await get<PlaygroundChoices>('choices');
    // No page reaches a live instance, and none has options of the command line.
    expect(providers.map(({ about }) => about).join()).not.toMatch(/--|your Clerk/);
    const wrong = await post('open', { ...start, provider: './no-such.provider.ts' });
    expect(wrong.status).toBe(400);
    expect(((await wrong.json()) as { error: string }).error).toContain('no such file');
    await expect.poll(() => seen.state?.phase).toBe('failed');
    expect((await post('connect', { stepping: false })).status).toBe(400);
    expect((await post('open', { ...start, revision: '2025-06-18' })).status).toBe(200);
    await post('connect', { stepping: false });
    await expect.poll(() => seen.state?.phase).toBe('connected');
    expect(failed(seen.report)).toEqual([]);
  });
});
