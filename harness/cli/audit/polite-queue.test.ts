import { expect, test } from 'vitest';
import { workOffPolitely } from './polite-queue.ts';

interface Job {
  readonly host: string;
  readonly name: string;
}

/** A worker whose jobs end when they are told to, with a log of what was under way. */
function openWorker() {
  const begun: string[] = [];
  const ends = new Map<string, (found: readonly Job[]) => void>();
  return {
    begun,
    run: ({ name }: Job) =>
      new Promise<readonly Job[]>((resolve) => {
        begun.push(name);
        ends.set(name, resolve);
      }),
    end: async (name: string, ...found: Job[]) => {
      ends.get(name)?.(found);
      await new Promise(setImmediate);
    },
  };
}

const hostOf = ({ host }: Job) => host;
const job = (host: string, name: string): Job => ({ host, name });

test('works side by side, but asks one host one thing at a time', async () => {
  const { begun, run, end } = openWorker();
  const { signal } = new AbortController();
  const jobs = [job('a', 'a1'), job('a', 'a2'), job('b', 'b1'), job('c', 'c1')];
  const done = workOffPolitely(jobs, { width: 2, signal, hostOf, run });
  expect(begun).toEqual(['a1', 'b1']);
  await end('a1');
  expect(begun).toEqual(['a1', 'b1', 'a2']);
  await end('b1');
  await end('a2');
  await end('c1');
  await done;
  expect(begun).toEqual(['a1', 'b1', 'a2', 'c1']);
});

test('works off what was found on the way', async () => {
  const { begun, run, end } = openWorker();
  const { signal } = new AbortController();
  const done = workOffPolitely([job('a', 'a1')], { width: 8, signal, hostOf, run });
  await end('a1', job('b', 'b1'), job('a', 'a2'));
  expect(begun).toEqual(['a1', 'b1', 'a2']);
  await end('b1');
  await end('a2');
  await done;
});

test('begins nothing after an interruption, and waits for what is under way', async () => {
  const { begun, run, end } = openWorker();
  const controller = new AbortController();
  const jobs = [job('a', 'a1'), job('b', 'b1')];
  const done = workOffPolitely(jobs, { width: 1, signal: controller.signal, hostOf, run });
  controller.abort();
  await end('a1');
  await done;
  expect(begun).toEqual(['a1']);
});

test('ends at once where there is nothing to do, and with what broke where something did', async () => {
  const { signal } = new AbortController();
  const nothing = { width: 4, signal, hostOf, run: async () => [] };
  await workOffPolitely([], nothing);
  const broken = { ...nothing, run: () => Promise.reject(new Error('boom')) };
  await expect(workOffPolitely([job('a', 'a1')], broken)).rejects.toThrow('boom');
});
