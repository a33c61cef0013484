import { expect, test } from 'vitest';
import { plain, plainLines } from './plain-text.ts';

test.each([
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u009b31mred', 'red'],
  ['\u001b]8;;https://evil.example\u0007here\u001b]8;;\u001b\\', 'here'],
  ['\u001b]0;a title that never ends', '0;a title that never ends'],
  ['\u001bcgone \u001b(Btext', 'gone text'],
  ['a\u202Eb\u2066c\u200bd\ufeffe\u{e0041}f', 'abcdef'],
  ['back\bspace\u007f', 'backspace'],
  ['lone \ud800 half', 'lone \ufffd half'],
  ['kept: ‹access token #2› é 漢 \u{1f600}', 'kept: ‹access token #2› é 漢 \u{1f600}'],
])('%j reads %j', (text, shown) => {
  expect(plain(text)).toBe(shown);
});

test('splits at every kind of line break', () => {
  expect(plainLines('a\r\nb\rc\u0085d\u2028e\n\tf')).toEqual(['a', 'b', 'c', 'd', 'e', '  f']);
});
