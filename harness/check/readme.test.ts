import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../catalogue/package-root.ts';
import { build } from '../cli/built-cli.test-support.ts';

const root = packageRoot();
beforeAll(build, 180_000);

test('README.md quotes what the commands print', { timeout: 120_000 }, () => {
  const args = ['harness/check/write-readme.mjs', '--check'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test.each([
  'README.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/audit.md',
  'docs/ci.md',
  'docs/providers.md',
])('every file that %s names is there', (page) => {
  const text = readFileSync(path.join(root, page), 'utf8');
  const named = [
    ...text.matchAll(
      /`((?:harness|scenarios|servers|clients|fixtures|docs)\/[\w./-]+\.\w+)`|\]\((?!https?:)([^)#]+)\)/g,
    ),
  ].map(([, quoted, linked]) => quoted ?? path.posix.join(path.posix.dirname(page), linked ?? ''));
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
