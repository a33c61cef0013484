import { beforeAll, describe, expect, it } from 'vitest';
import { build, cli } from './built-cli.test-support.ts';

beforeAll(build, 180_000);
const slow = { timeout: 60_000 };

describe('explain', () => {
  it('is the manual of a requirement', slow, async () => {
    const { code, stdout } = await cli(['explain', 'as.token.code-single-use']);
    const sections = [
      'statement',
      'why',
      'how we find out',
      'fix',
      'holds in',
      'judged by',
      'broken by',
      'spec',
    ];
    for (const name of sections) expect(stdout).toMatch(new RegExp(`^${name} +\\S`, 'm'));
    const shown =
      'npx mcp-conformance run --fault as.token.code-reusable --requirement as.token.code-single-use';
    expect(stdout).toContain(shown);
    expect(stdout).toMatch(/^holds in +2025-03-26 MUST, .*2026-07-28 MUST$/m);
    expect(code).toBe(0);
  });

  it('says of a fault what it breaks and what catches it', slow, async () => {
    const { stdout } = await cli(['explain', 'as.token.code-reusable']);
    expect(stdout).toMatch(/^breaks +as\.token\.code-single-use$/m);
    expect(stdout).toMatch(/^caught by +authorization-server\/code-/m);
  });

  it('says of a scenario what it judges', slow, async () => {
    const { stdout } = await cli(['explain', 'authorization-server/code-single-use']);
    expect(stdout).toMatch(/^judges +as\.token\.code-single-use$/m);
  });

  it('lists what is below a prefix, a line each', slow, async () => {
    const { stdout } = await cli(['explain', 'as.pkce']);
    expect(stdout).toMatch(/^as\.pkce\.supports-s256 +MUST: \S/m);
    expect(stdout).toMatch(/^as\.pkce\.verifier-optional +fault: \S/m);
  });
});
