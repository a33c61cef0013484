import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../catalogue/package-root.ts';
import { build } from '../cli/built-cli.test-support.ts';

const root = packageRoot();
const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-package-'));
const installed = path.join(folder, 'node_modules/mcp-conformance');
let files: string[] = [];

/** Packs what would be published and unpacks it where an installation would put it, beside the dependencies that are here. */
beforeAll(async () => {
  await build();
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const answer = JSON.parse(packed.stdout) as { filename: string; files: { path: string }[] }[];
  files = answer[0]?.files.map((file) => file.path) ?? [];
  mkdirSync(installed, { recursive: true });
  spawnSync('tar', [
    'xzf',
    path.join(folder, answer[0]?.filename ?? ''),
    '-C',
    installed,
    '--strip-components=1',
  ]);
  symlinkSync(path.join(root, 'node_modules'), path.join(installed, 'node_modules'));
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package as it would be published (slow: it is packed, unpacked and run)', () => {
  it('has what it needs, and neither tests nor what a test or a build leaves behind', () => {
    const wanted = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'docs/report.schema.json'];
    expect(files).toEqual(
      expect.arrayContaining([...wanted, 'dist/harness/cli/main.js', 'dist/harness/index.d.ts']),
    );
    expect(
      files.filter((file) =>
        /\.test\.|test-support|self-proof|\.mcp-conformance|\.env|screenshots/.test(file),
      ),
    ).toEqual([]);
  });

  it('names nothing that is not in it', () => {
    const { bin, exports } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
      exports: Record<string, string | Record<string, string>>;
    };
    const named = [
      ...Object.values(bin),
      ...Object.values(exports).flatMap((entry) =>
        Object.values(typeof entry === 'string' ? [entry] : entry),
      ),
    ];
    expect(named.filter((file) => !existsSync(path.join(installed, file)))).toEqual([]);
  });

  it('is found well-formed by publint', { timeout: 60_000 }, () => {
    const publint = path.join(root, 'node_modules/.bin/publint');
    const { status, stdout, stderr } = spawnSync(publint, ['--strict', installed, '--pack', 'false'], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
  });

  it('judges the embedded testbed where it is installed', { timeout: 120_000 }, () => {
    const main = path.join(installed, 'dist/harness/cli/main.js');
    const args = [main, 'run', '--scenario', 'authorization-server/pkce', '--reporter', 'json'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(stderr).toMatch(/^mcp-conformance \S+ · oidc-provider/);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { fail: 0, judged: 3 } });
    expect(status).toBe(0);
  });
});
