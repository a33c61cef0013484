import { expect, test } from 'vitest';
import { displayWidth, hang, shorten, wrap } from './wrap.ts';

test('hangs what follows under the end of the lead', () => {
  expect(hang('why  ', 'one two three four five six seven', 25)).toEqual([
    'why  one two three four',
    '     five six seven',
  ]);
});

test('keeps ids, URLs, placeholders and commands in one piece', () => {
  const text =
    'see https://auth.acme.example/a/very/long/path and ‹access token #12› or as.token.code-single-use';
  expect(wrap(text, 16)).toEqual([
    'see',
    'https://auth.acme.example/a/very/long/path',
    'and',
    '‹access token #12›',
    'or',
    'as.token.code-single-use',
  ]);
  expect(wrap('run: npx mcp-conformance run --provider acme', 20)).toEqual([
    'run:',
    'npx mcp-conformance run --provider acme',
  ]);
});

test('cuts any other word that is too long', () => {
  expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
});

test('measures what a terminal shows', () => {
  expect(displayWidth('é漢e\u0301')).toBe(4);
});

test('shortens without cutting a placeholder', () => {
  expect(shorten('Bearer ‹access token #12›', 12)).toBe('Bearer ‹access token #12›');
  expect(shorten('https://auth.acme.example', 10)).toBe('https://a…');
});
