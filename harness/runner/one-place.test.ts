import { expect, it } from 'vitest';
import type { Testbed } from '../testbed/testbed.ts';
import { openPlace } from './one-place.ts';

function openScene() {
  const events: string[] = [];
  const place = openPlace();
  const enter = (name: string) =>
    place.enter(name, async () => {
      events.push(`${name} opens`);
      return { vacate: async () => void events.push(`${name} leaves`) } as unknown as Testbed;
    });
  return { events, place, enter };
}

it('lets those that want the same testbed in together, and others wait until it is free', async () => {
  const { events, place, enter } = openScene();
  await Promise.all([enter('a'), enter('a')]);
  const other = enter('b').then(() => events.push('b is used'));
  place.release();
  await new Promise(setImmediate);
  expect(events).toEqual(['a opens']);
  place.release();
  await other;
  expect(events).toEqual(['a opens', 'a leaves', 'b opens', 'b is used']);
});

it('is free again after one that did not open', async () => {
  const { events, place, enter } = openScene();
  await expect(place.enter('broken', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await enter('a');
  expect(events).toEqual(['a opens']);
});
