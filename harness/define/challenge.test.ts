import { describe, expect, it } from 'vitest';
import { parseChallenges } from './challenge.ts';

const read = (line: string) =>
  parseChallenges([line]).map(({ scheme, parameters, defects }) => ({
    scheme,
    ...Object.fromEntries(parameters),
    defects: defects.length,
  }));

describe('reading WWW-Authenticate', () => {
  it.each([
    ['Bearer realm="x", scope="a b"', [{ scheme: 'Bearer', realm: 'x', scope: 'a b', defects: 0 }]],
    [
      'bearer error="invalid_token",error_description="a, \\"b\\""',
      [{ scheme: 'bearer', error: 'invalid_token', error_description: 'a, "b"', defects: 0 }],
    ],
    [
      'Basic realm="x", Bearer resource_metadata="https://h/p"',
      [
        { scheme: 'Basic', realm: 'x', defects: 0 },
        { scheme: 'Bearer', resource_metadata: 'https://h/p', defects: 0 },
      ],
    ],
    [
      'Negotiate dG9rZW4=, Bearer scope=a',
      [
        { scheme: 'Negotiate', defects: 0 },
        { scheme: 'Bearer', scope: 'a', defects: 0 },
      ],
    ],
    ['Bearer', [{ scheme: 'Bearer', defects: 0 }]],
  ])('understands %s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  it.each([
    ['an unquoted URL', 'Bearer resource_metadata=https://h/p'],
    ['a repeated attribute', 'Bearer scope="a", scope="b"'],
    ['a quote that is not escaped', 'Bearer error_description="say "no" now"'],
  ])('notes %s', (_, line) => {
    expect(parseChallenges([line]).flatMap(({ defects }) => defects)).not.toEqual([]);
  });

  it('ends on any input', () => {
    for (const line of ['', ',,,', '=', '"', 'Bearer "', 'Bearer a=', '\u0000\u0001', 'a=b=c,,"x']) {
      expect(() => parseChallenges([line])).not.toThrow();
    }
  });
});
