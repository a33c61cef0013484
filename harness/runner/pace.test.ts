import { expect, it } from 'vitest';
import type { Departure } from '../trace/http.ts';
import { openPace } from './pace.ts';

it('spreads requests that come at once, and holds up none that comes late', async () => {
  let now = 5_000;
  const slept: number[] = [];
  const pace = openPace(8, { now: () => now, sleep: async (ms) => void slept.push(ms) });
  const departure = { method: 'GET', url: 'https://a.example/' } as Departure;
  expect(await pace(departure)).toBe(departure);
  await pace(departure);
  await pace(departure);
  expect(slept).toEqual([125, 250]);
  now += 10_000;
  await pace(departure);
  expect(slept).toHaveLength(2);
});
