import { describe, expect, it } from 'vitest';
import { UsageError } from '../define/error.ts';
import { nearest, selectIds } from './select.ts';

const ids = [
  'as.pkce.rejects-missing-verifier',
  'as.pkce.supports-s256',
  'as.token.rejects-password-grant',
  'rs.prm.served',
];

describe('selecting ids', () => {
  it.each([
    ['as.pkce', 2],
    ['as.*.rejects-*', 2],
    ['as.**', 3],
    ['rs.prm.served', 1],
    ['**', 4],
  ])('%s means %i ids', (pattern, count) => {
    expect(selectIds([pattern], ids, 'requirement', '--requirement').size).toBe(count);
  });

  it('keeps * inside a segment', () => {
    expect(() => selectIds(['as*'], ['as.pkce'], 'requirement', '--requirement')).not.toThrow();
    expect(() => selectIds(['*-s256'], ids, 'requirement', '--requirement')).toThrow(UsageError);
  });

  it('names the nearest ids for a wrong one', () => {
    expect(() => selectIds(['as.pkce.supports-s265'], ids, 'requirement', '--requirement')).toThrow(
      /no requirement is called "as\.pkce\.supports-s265"\. Did you mean as\.pkce\.supports-s256/,
    );
    expect(nearest('rs.prm.serve', ids)[0]).toBe('rs.prm.served');
  });

  it('takes a wrong prefix for a prefix', () => {
    expect(() => selectIds(['as.pcke'], ids, 'requirement', '--requirement')).toThrow(
      /Did you mean as\.pkce\b/,
    );
  });

  it('shows what there is below the part of the id that is right', () => {
    expect(() => selectIds(['as.pkce.something-else-entirely'], ids, 'requirement', '--requirement')).toThrow(
      /Below as\.pkce: as\.pkce\.rejects-missing-verifier, as\.pkce\.supports-s256\./,
    );
  });

  it('guesses nothing far-fetched', () => {
    expect(nearest('foo', ['har', 'json'])).toEqual([]);
    expect(() => selectIds(['foo'], ids, 'requirement', '--requirement')).toThrow(
      /mcp-conformance list requirements prints all/,
    );
  });
});
