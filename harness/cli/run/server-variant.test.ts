import { describe, expect, it } from 'vitest';
import type { ResourceServerDefinition } from '../../define/resource-server.ts';
import { serverVariant, spokenRevisions } from './server-variant.ts';

const resourceServer: ResourceServerDefinition = {
  name: 'acme server',
  variants: ['new', 'old'],
  speaks: (variant) => ({
    revisions: variant === 'old' ? ['2025-03-26', '2025-06-18'] : ['2025-11-25', '2026-07-28'],
    because: 'it is old',
  }),
  start: () => Promise.reject(new Error('not started here')),
};
const acme = { name: 'acme', resourceServer };

describe('the MCP server that a provider brings along', () => {
  it('is the first variant unless another is asked for', () => {
    expect(serverVariant(acme, undefined, undefined)?.variant).toBe('new');
    expect(serverVariant(acme, 'old', undefined)?.variant).toBe('old');
  });

  it('gives way to a server that is named', () => {
    expect(serverVariant(acme, undefined, 'http://127.0.0.1:1/mcp')).toBeNull();
    expect(() => serverVariant(acme, 'old', 'http://127.0.0.1:1/mcp')).toThrow(/name two MCP servers/);
  });

  it('says which variants there are, and when there is no server at all', () => {
    expect(() => serverVariant(acme, 'olt', undefined)).toThrow(/no such variant. Did you mean old\?/);
    expect(() => serverVariant({ name: 'bare' }, 'old', undefined)).toThrow(/brings no MCP server along/);
  });

  it('is judged in what it speaks', () => {
    const old = serverVariant(acme, 'old', undefined);
    if (!old) throw new Error('there is one');
    expect(spokenRevisions('latest', old)).toEqual(['2025-06-18']);
    expect(spokenRevisions('all', old)).toEqual(['2025-03-26', '2025-06-18']);
    expect(() => spokenRevisions('2026-07-28', old)).toThrow(
      /acme server \(old\) does not speak it: it is old. It speaks 2025-03-26, 2025-06-18./,
    );
  });
});
