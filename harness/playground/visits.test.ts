import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../catalogue/package-root.ts';
import type { Report } from '../report/schema.ts';
import { portIfFree } from '../testbed/free-port.ts';
import type { PlaygroundSetup, VisitView } from './contract.ts';
import { closePlayground, failed, open, type Seen } from './playground.test-support.ts';

/** Programs start, and visits come to rest, in seconds on a slow machine. */
const patience = { timeout: 30_000 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-visits-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one of the sample clients in a process of its own, which keeps what it stores in `store`. */
function run(
  client: string,
  url: string,
  { store, ca }: { store?: string; ca?: string } = {},
): Promise<string> {
  const clients = path.join(packageRoot(), 'fixtures', 'clients');
  const child = spawn(process.execPath, [path.join(clients, client), url], {
    env: {
      PATH: process.env['PATH'],
      BROWSER: path.join(clients, 'browser.mjs'),
      ...(store ? { STORE: path.join(folder, store) } : {}),
      ...(ca ? { NODE_EXTRA_CA_CERTS: ca } : {}),
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  return new Promise((resolve) => child.once('close', () => resolve(said)));
}

/** The first of three free ports in a row, below those that systems hand out by themselves. */
async function threePorts(): Promise<number> {
  for (let port = 20_000 + (process.pid % 4000); ; port += 3) {
    const free = await Promise.all([port, port + 1, port + 2].map(portIfFree));
    if (free.every((one) => one !== undefined)) return port;
  }
}

const addressOf = ({ state }: Seen) => state?.visit?.url ?? '';

/** Waits until so many visits are there, all at rest; oldest first. */
async function visitsOf(seen: Seen, count: number): Promise<VisitView[]> {
  const rested = () => seen.visits.filter(({ goesOn }) => goesOn === null);
  await expect.poll(() => [seen.visits.length, rested().length], patience).toEqual([count, count]);
  return seen.visits.toReversed();
}

const verdictOf = (visit: VisitView | undefined, id: string) =>
  visit?.report.results.find(({ requirement }) => requirement === id)?.verdict;
const takes = (visit: VisitView | undefined, id: string) =>
  visit?.unseen.find(({ requirement }) => requirement === id);
const broken = (visit: VisitView | undefined) =>
  visit?.report.results.filter(({ verdict }) => /^(fail|warn)$/.test(verdict)) ?? [];

/** A client that sends one request, with what it has, and leaves it at that. */
const ask = (url: string, name: string, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'User-Agent': name,
      ...headers,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name, version: '1' } },
    }),
  });

describe('visits to the playground', { timeout: 120_000 }, () => {
  it('judges each client by the revision that it speaks, one after the other and at once', async () => {
    const { seen } = await open();
    await run('sdk-1.mjs', addressOf(seen));
    await run('sdk-2.mjs', addressOf(seen));
    const [first, second] = await visitsOf(seen, 2);
    expect(first).toMatchObject({ client: 'sample-sdk-1 1.0.0', revision: '2025-11-25', mode: 'dynamic' });
    expect(second).toMatchObject({ client: 'sample-sdk-2 1.0.0', revision: '2026-07-28' });
    expect([broken(first), broken(second)]).toEqual([[], []]);
    for (const visit of [first, second]) {
      expect(verdictOf(visit, 'client.pkce.uses-s256')).toBe('pass');
      expect(verdictOf(visit, 'client.challenge.parses-www-authenticate')).toBe('pass');
      expect(takes(visit, 'client.pkce.uses-s256')).toBeUndefined();
      expect(takes(visit, 'client.state.rejects-mismatch')).toMatchObject({
        takes: 'stage',
        stages: [{ faults: ['as.authz.state-altered'] }],
      });
      expect(takes(visit, 'client.security.token-storage')?.takes).toBe('never');
    }
    expect(seen.report?.scenarios).toEqual([]);

    await Promise.all([run('sdk-1.mjs', addressOf(seen)), run('sdk-2.mjs', addressOf(seen))]);
    const [, , ...together] = await visitsOf(seen, 4);
    expect(together.map(({ client }) => client).toSorted()).toEqual([
      'sample-sdk-1 1.0.0',
      'sample-sdk-2 1.0.0',
    ]);
    expect(together.flatMap(broken)).toEqual([]);
  });

  it('judges a client by the stage that is set, at the address it has, with the registration it has', async () => {
    const { post, get, seen } = await open();
    const address = addressOf(seen);
    await run('sdk-2.mjs', address, { store: 'two.json' });
    const [clean] = await visitsOf(seen, 1);
    const stage = takes(clean, 'client.pkce.refuses-unadvertised-oauth')?.stages[0];
    expect(stage?.faults).toEqual(['as.metadata.pkce-not-advertised']);

    const setup = seen.state?.setup as PlaygroundSetup;
    expect((await post('open', { ...setup, faults: stage?.faults })).status).toBe(200);
    await expect.poll(() => seen.state?.phase).toBe('ready');
    expect(addressOf(seen)).toBe(address);
    await run('sdk-2.mjs', address, { store: 'two.json' });
    const [before, staged] = await visitsOf(seen, 2);
    expect(before?.stage).toEqual([]);
    expect(staged).toMatchObject({ stage: stage?.faults, mode: 'dynamic' });
    expect(staged?.report.results.some(({ evidence }) => evidence.length === 0)).toBe(false);
    const verdict = staged?.report.results.find(
      ({ requirement }) => requirement === 'client.pkce.refuses-unadvertised-oauth',
    );
    expect(verdict).toMatchObject({ verdict: 'fail', role: 'client', scenario: staged?.id });
    const proof = staged?.report.exchanges.find(({ id }) => id === verdict?.evidence[0]);
    expect(proof?.kind).toBe('authorization-request');
    // The client was registered before, and had a token: neither is held against it.
    expect(staged?.report.exchanges.some(({ kind }) => kind === 'registration-request')).toBe(false);
    expect(failed(staged?.report).filter((id) => id.startsWith('client.'))).toEqual([
      'client.pkce.refuses-unadvertised-oauth',
    ]);
    expect(takes(staged, 'client.pkce.refuses-unadvertised-oauth')).toBeUndefined();

    const exported = await get<Report>(`export/json?visit=${encodeURIComponent(staged?.id ?? '')}`);
    expect(exported.subjects.client).toEqual({ name: 'sample-sdk-2 1.0.0' });
    expect((await post('forget-visits')).status).toBe(200);
    await expect.poll(() => seen.visits).toEqual([]);
  });

  it('leaves open what a client had no chance to show', async () => {
    const { seen } = await open();
    const { status } = await ask(addressOf(seen), 'a-script');
    expect(status).toBe(401);
    const [gaveUp] = await visitsOf(seen, 1);
    expect(gaveUp).toMatchObject({ client: 'a-script 1', revision: '2025-06-18' });
    expect(broken(gaveUp)).toEqual([]);
    expect(takes(gaveUp, 'client.challenge.parses-www-authenticate')).toMatchObject({
      takes: 'more',
      reason: expect.stringContaining('may wait for its user'),
    });
    await run('sdk-2.mjs', addressOf(seen), { store: 'two.json' });
    const { tokens } = JSON.parse(readFileSync(path.join(folder, 'two.json'), 'utf8'));
    await visitsOf(seen, 2);
    const answer = await ask(addressOf(seen), 'another-script', {
      Authorization: `Bearer ${tokens.access_token}`,
    });
    expect(answer.status).toBe(200);
    await expect
      .poll(() => seen.visits.map(({ report }) => report.exchanges.length).toSorted(), patience)
      .not.toContain(0);
    await expect.poll(() => seen.visits.every(({ goesOn }) => goesOn === null), patience).toBe(true);
    expect(seen.visits.flatMap(broken)).toEqual([]);
  });

  it('knows a client again after a restart on the same port, and says why its registration is refused', async () => {
    const port = await threePorts();
    const first = await open({}, false, port);
    const address = addressOf(first.seen);
    expect(Number(new URL(address).port)).toBe(port + 1);
    await run('sdk-2.mjs', address, { store: 'two.json' });
    await closePlayground();
    const kept = path.join(folder, 'two.json');
    const { client } = JSON.parse(readFileSync(kept, 'utf8'));
    writeFileSync(kept, JSON.stringify({ client }));
    const { seen } = await open({}, false, port);
    expect(addressOf(seen)).toBe(address);
    await run('sdk-2.mjs', address, { store: 'two.json' });
    const [again] = await visitsOf(seen, 1);
    expect(broken(again)).toEqual([]);
    expect(again?.hints.join()).toContain('registered with an earlier playground');
  });

  it('sees both legs where the MCP server runs in a process of its own, and lets visitors stay when the page connects', async () => {
    const { post, seen } = await open({ provider: 'clerk', revision: '2025-11-25' });
    const ca = path.join(folder, 'ca.pem');
    writeFileSync(ca, seen.state?.visit?.ca ?? '');
    expect(await run('sdk-1.mjs', addressOf(seen), { ca })).toContain('get_clerk_user_data');
    const [visit] = await visitsOf(seen, 1);
    const seenOf = (to: string) =>
      new Set(visit?.report.exchanges.flatMap((one) => (one.to === to ? [one.kind] : [])));
    expect(seenOf('resource-server')).toEqual(new Set(['mcp', 'resource-metadata']));
    expect(seenOf('authorization-server')).toContain('token-request');
    expect(broken(visit)).toEqual([]);
    expect(visit?.unseen.filter(({ takes: what }) => what === 'stage')).toEqual([]);

    const { visit: before, setup } = seen.state ?? {};
    expect((await post('open', setup)).status).toBe(200);
    expect(seen.state?.visit).toEqual(before);
    expect(seen.visits.map(({ id }) => id)).toEqual([visit?.id]);
  });
});
