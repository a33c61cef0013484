import { expect, it } from 'vitest';
import { Trace } from '../trace/trace.ts';
import { notesSeen } from './notes.ts';

const request = { from: 'client', to: 'authorization-server', headers: [], body: null } as const;

it('tells a note once, with the first exchange that shows it, and none that was not seen', () => {
  const trace = new Trace();
  for (const path of ['/a', '/b', '/b']) {
    const url = `https://as.example${path}`;
    trace.open({ ...request, method: 'GET', url }).finish({ status: 200, headers: [], body: null });
  }
  const notes = [
    { says: 'b is odd.', source: 'its docs', seen: ({ request: { url } }) => url.endsWith('/b') },
    { says: 'c is odd.', seen: ({ request: { url } }) => url.endsWith('/c') },
  ] satisfies Parameters<typeof notesSeen>[0];
  const ids = new Map(trace.exchanges.map(({ id }) => [id, `x${id}`]));
  expect(notesSeen(notes, [{ trace }], ids)).toEqual(['Seen in x2: b is odd. (its docs)']);
});
