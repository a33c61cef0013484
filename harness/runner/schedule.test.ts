import { expect, it } from 'vitest';
import { runConcurrently } from './schedule.ts';

const never = new AbortController().signal;
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

it('starts jobs in order, and answers in that order too', async () => {
  const started: number[] = [];
  const results = await runConcurrently([30, 5, 1], 2, never, async (ms) => {
    started.push(ms);
    await new Promise((resolve) => setTimeout(resolve, ms));
    return ms * 2;
  });
  expect(started).toEqual([30, 5, 1]);
  expect(results).toEqual([60, 10, 2]);
});

it('throws what a job throws, when nothing runs any more, and starts nothing after it', async () => {
  const ended: string[] = [];
  const run = runConcurrently(['slow', 'broken', 'later'], 2, never, async (job) => {
    if (job === 'broken') throw new Error('it broke');
    await tick();
    ended.push(job);
  });
  await expect(run).rejects.toThrow('it broke');
  expect(ended).toEqual(['slow']);
  await tick();
  expect(ended).toEqual(['slow']);
});
