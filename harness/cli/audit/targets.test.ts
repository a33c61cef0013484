import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { namesInside } from './network.ts';
import { readTargets } from './targets.ts';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'mcp-conformance-targets-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(path.join(folder, '.git'));
const file = path.join(folder, 'servers.txt');

test('reads a URL from each line, once, with where it stands', () => {
  writeFileSync(
    file,
    '# ours\nhttps://a.example/mcp\r\n\n  https://b.example/mcp?x=1#frag # staging\nhttps://a.example/mcp\n',
  );
  expect(readTargets(['https://c.example/'], file)).toEqual([
    { url: 'https://c.example/', place: null },
    { url: 'https://a.example/mcp', place: { file: 'servers.txt', line: 2 } },
    { url: 'https://b.example/mcp?x=1#frag', place: { file: 'servers.txt', line: 4 } },
  ]);
});

test('names every line that is no target', () => {
  writeFileSync(file, 'https://a.example\nftp://b.example\nc.example\nhttps://ada:secret@d.example\n');
  const read = () => readTargets(['nonsense'], file);
  expect(read).toThrow(/audit: "nonsense": not an http or https URL/);
  for (const line of [2, 3, 4]) expect(read).toThrow(new RegExp(`servers\\.txt:${line}: `));
  expect(read).not.toThrow(/servers\.txt:1: /);
});

test('something has to be named', () => {
  expect(() => readTargets([], undefined)).toThrow(/audit: which targets\?/);
  expect(() => readTargets([], path.join(folder, 'nope.txt'))).toThrow(/nope\.txt: cannot be read/);
});

test.each([
  ['http://127.0.0.1:9/mcp', true],
  ['http://localhost/mcp', true],
  ['http://[::1]/mcp', true],
  ['https://10.1.2.3/mcp', true],
  ['http://169.254.169.254/', true],
  ['https://mcp.example.com/mcp', false],
  ['https://8.8.8.8/mcp', false],
])('%s names an address inside: %s', (url, inside) => {
  expect(namesInside(url)).toBe(inside);
});
