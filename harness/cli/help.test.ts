import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { build, cli } from './built-cli.test-support.ts';

beforeAll(build, 180_000);

/** The files that a process has loaded, as V8's coverage names them. */
async function loadedBy(args: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-loaded-'));
  try {
    await cli(args, { environment: { NODE_V8_COVERAGE: folder } });
    return readdirSync(folder).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as {
        result: { url: string }[];
      };
      return result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('help', () => {
  it.concurrent.each([
    ['--help'],
    ['run', '--help'],
    ['serve', '--help'],
    ['list', '--help'],
    ['explain', '--help'],
    ['audit', '--help'],
    ['init', '--help'],
    ['init', 'provider', '--help'],
    ['init', 'ci', '--help'],
  ])('%s %s fits 100 columns and has examples', { timeout: 30_000 }, async (...args) => {
    const { code, stdout, stderr } = await cli(args);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    if (args.length > 1) expect(stdout).toMatch(/^Examples:/m);
    if (args[0] === 'run' || args[0] === 'audit' || args.length === 1)
      expect(stdout).toContain('Exit codes: 0 ');
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it.each([['--help'], ['--version'], ['run', '--help']])(
    '%s %s loads nothing heavy, and is quick',
    async (...args) => {
      const files = await loadedBy(args);
      expect(files.some((file) => file.endsWith('/harness/cli/main.js'))).toBe(true);
      const heavy =
        /node_modules\/(oidc-provider|express|@modelcontextprotocol|playwright|zod|jose|js-yaml|yaml|jiti)\//;
      expect(files.filter((file) => heavy.test(file))).toEqual([]);
      // 0.15 s on a machine that does nothing else; the bound is for one that does.
      const started = performance.now();
      await cli(args);
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );
});
