import { describe, expect, it, test } from 'vitest';
import { chosenValue, type Facts, matches, parseQuery, withValue } from './filter-query.ts';

const facts: Facts = {
  level: 'must',
  role: 'authorization-server',
  verdict: 'fail',
  revisions: ['2025-11-25', '2026-07-28'],
  modes: ['dynamic'],
  text: 'as.token.code-single-use\nan authorization code was accepted a second time\nhttp://127.0.0.1',
};
const finds = (query: string, changes: Partial<Facts> = {}) =>
  matches(parseQuery(query), { ...facts, ...changes });

test.each([
  ['', true],
  ['level:must', true],
  ['level:should', false],
  ['LEVEL:Must', true],
  ['role:as', true],
  ['role:authorization', true],
  ['role:rs', false],
  ['verdict:fail,inconclusive', true],
  ['verdict:pass,skip', false],
  ['revision:2026', true],
  ['revision:2025-03', false],
  ['mode:dynamic', true],
  ['mode:static', false],
  ['-verdict:pass', true],
  ['-verdict:fail', false],
  ['accepted second', true],
  ['accepted never', false],
  ['"a second time"', true],
  ['"second a time"', false],
  ['-"a second time"', false],
  ['level:must role:as verdict:fail code-single', true],
  ['level:must role:as verdict:fail refresh', false],
  ['http://127.0.0.1', true],
  ['nonsense:fail', false],
  ['level:', true],
  ['-', true],
  ['"', true],
  ['verdict:"fail"', true],
])('%s finds it: %s', (query, expected) => {
  expect(finds(query)).toBe(expected);
});

it('finds what holds in every mode with any of them', () => {
  expect(finds('mode:static', { modes: [] })).toBe(true);
});

describe('the lists beside the box', () => {
  it('show the one value that the query has', () => {
    expect(chosenValue('words level:must', 'level')).toBe('must');
    expect(chosenValue('role:as', 'role')).toBe('authorization-server');
    expect(chosenValue('verdict:fail,warn', 'verdict')).toBe('');
    expect(chosenValue('-verdict:fail', 'verdict')).toBe('');
    expect(chosenValue('verdict:fail verdict:warn', 'verdict')).toBe('');
  });

  it('change what the query says of their key and keep the rest', () => {
    expect(withValue('', 'level', 'must')).toBe('level:must');
    expect(withValue('"two words" level:may -level:must role:as', 'level', 'should')).toBe(
      'level:should "two words" role:as',
    );
    expect(withValue('level:may words', 'level', '')).toBe('words');
  });
});
