import { expect, it } from 'vitest';
import { leftTogether } from './left-behind.ts';

it('tells what was left behind once for each remedy, and every id once', () => {
  const left = [
    { clientId: 'everybody', remedy: 'delete it in its console' },
    { clientId: 'c6', remedy: 'DELETE https://auth.acme.example/c6 (answered 500)' },
    { clientId: 'everybody', remedy: 'delete it in its console' },
    { clientId: 'c7', remedy: 'delete it in its console' },
  ];
  expect(leftTogether({ registered: 9, removed: 5, left })).toEqual([
    { remedy: 'delete it in its console', number: 3, clientIds: ['everybody', 'c7'] },
    { remedy: 'DELETE https://auth.acme.example/c6 (answered 500)', number: 1, clientIds: ['c6'] },
  ]);
  expect(leftTogether({ registered: 0, removed: 0, left: [] })).toEqual([]);
});
