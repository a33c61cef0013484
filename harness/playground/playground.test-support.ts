import { afterEach, expect } from 'vitest';
import type { Report } from '../report/schema.ts';
import { startingSetup } from './choices.ts';
import type { PlaygroundSetup, PlaygroundState, PlaygroundUpdate, VisitView } from './contract.ts';
import { type Playground, startPlayground } from './server.ts';

let playground: Playground | undefined;

afterEach(closePlayground);

/** Ends what `open` started. */
export async function closePlayground(): Promise<void> {
  await playground?.close();
  playground = undefined;
}

/** Starts a playground and speaks to it as its page does. */
export async function open(setup: Partial<PlaygroundSetup> = {}, firstFlow = false, port?: number) {
  playground = await startPlayground({
    setup: { ...startingSetup(undefined), ...setup },
    firstFlow,
    port,
    version: '0.0.0',
    environment: { VENDOR_ISSUER: 'http://127.0.0.1:9', VENDOR_CLIENT_SECRET: 'of-a-fixture' },
    folder: '.',
  });
  const { origin, hash } = new URL(playground.url);
  const headers = {
    Authorization: `Bearer ${hash.replace('#token=', '')}`,
    'Content-Type': 'application/json',
  };
  const post = (command: string, body: unknown = {}) =>
    fetch(`${origin}/api/${command}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const get = async <Answer>(path: string) =>
    (await (await fetch(`${origin}/api/${path}`, { headers })).json()) as Answer;
  return { origin, headers, post, get, seen: await watch(origin, headers) };
}

/** What the page knows. */
export interface Seen {
  state?: PlaygroundState;
  report?: Report;
  /** Newest first. */
  visits: VisitView[];
  readonly states: PlaygroundState[];
}

/** Follows the event stream; keeps the last of everything. */
export async function watch(origin: string, headers: Record<string, string>): Promise<Seen> {
  const seen: Seen = { states: [], visits: [] };
  const response = await fetch(`${origin}/api/events`, { headers });
  const take = ({ state, report, visits }: PlaygroundUpdate) => {
    if (state) seen.states.push(state);
    if (state) seen.state = state;
    if (report) seen.report = report;
    if (visits?.isAll) seen.visits = [...visits.views];
    for (const view of visits?.isAll ? [] : (visits?.views ?? []))
      seen.visits = [view, ...seen.visits.filter(({ id }) => id !== view.id)];
  };
  const lines = response.body?.pipeThrough(new TextDecoderStream());
  void (async () => {
    let rest = '';
    for await (const chunk of lines ?? []) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) take(JSON.parse(part) as PlaygroundUpdate);
    }
  })().catch(() => undefined);
  await expect.poll(() => seen.state?.phase, { timeout: 20_000 }).toMatch(/^(ready|connect)/);
  return seen;
}

/** The requirements that a report says are broken. */
export const failed = (report: Report | undefined) => [
  ...new Set(
    report?.results.filter(({ verdict }) => verdict === 'fail').map(({ requirement }) => requirement),
  ),
];
