import { expect, test } from 'vitest';
import { xmlDocument, xmlElement } from './xml.ts';
import { parseXml } from './xml-tree.ts';

const hostile = 'a & b < c > "d" \'e\' ]]> \u0000\u001b\ufffe\ud800 é \u{1f600}\r\n\tend';
const kept = 'a & b < c > "d" \'e\' ]]> \ufffd\ufffd\ufffd\ufffd é \u{1f600}\r\n\tend';

test('any text survives in an element and in an attribute, less what XML has no place for', () => {
  const document = xmlDocument(xmlElement('root', {}, [xmlElement('child', { title: hostile }, hostile)]));
  const [child] = parseXml(document).children;
  expect(child?.attributes['title']).toBe(kept);
  expect(child?.text).toBe(kept);
});

test.each(['<a>', '<a></b>', '<a/><b/>', '<a b="1" b="2"/>', '<a>&nbsp;</a>', '<a>\u0001</a>'])(
  'the reader finds %j not well-formed',
  (document) => {
    expect(() => parseXml(document)).toThrow();
  },
);
