import { expect, it, test } from 'vitest';
import { safeLink, visible } from './visible-text.ts';

it('spells out what could disguise text, and keeps lines and letters of every script', () => {
  expect(visible('a\u202Eb\u0000c\u001b[31m\u200b\r\n\tשלום 漢字 é 🙂\ud800')).toBe(
    'a\\u{202e}b\\u{0}c\\u{1b}[31m\\u{200b}\n\tשלום 漢字 é 🙂\\u{d800}',
  );
});

test.each([
  ['https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2', true],
  ['http://127.0.0.1:3000/', true],
  ['javascript:alert(1)', false],
  [' javascript:alert(1)', false],
  ['java\nscript:alert(1)', false],
  ['data:text/html,<script>alert(1)</script>', false],
  ['//evil.example', false],
  ['https://a b', false],
  ['https://a"onclick="', false],
  ['', false],
])('%s may be a link: %s', (url, expected) => {
  expect(safeLink(url) !== null).toBe(expected);
});
