/**
 * Makes sure that the tests have the programs they start: finds them on PATH, else installs them with the system's
 * package manager. Prints their paths, or what was tried in vain.
 *
 *   node harness/check/fetch-programs.mjs redis-server curl
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const minutes = 60_000;
const isRoot = process.getuid?.() === 0;

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

function run(command, args) {
  const { status, error, stderr } = spawnSync(command, args, { timeout: 5 * minutes, encoding: 'utf8' });
  if (status === 0) return null;
  return (error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit ${status}`).slice(0, 160);
}

/** What the package with a program is called, by package manager, where it is not called like the program. */
const packages = { 'redis-server': { apk: 'redis', brew: 'redis' } };
const packageOf = (tool, name) => packages[name]?.[tool] ?? name;

const ways = [
  {
    tool: 'apt-get',
    allowed: isRoot,
    install: (names) => {
      run('apt-get', ['update']);
      return run('apt-get', ['install', '-y', '--no-install-recommends', ...names]);
    },
  },
  { tool: 'apk', allowed: isRoot, install: (names) => run('apk', ['add', ...names]) },
  { tool: 'brew', allowed: true, install: (names) => run('brew', ['install', ...names]) },
];

const wanted = process.argv.slice(2);
const missing = () => wanted.filter((name) => !onPath(name));
const failures = [];
for (const { tool, allowed, install } of ways) {
  if (missing().length === 0 || !onPath(tool)) continue;
  const names = missing().map((name) => packageOf(tool, name));
  const problem = allowed ? install(names) : 'needs root';
  if (missing().length > 0) failures.push(`${tool}: ${problem ?? 'it went well, but did not bring all'}`);
}

for (const name of wanted) process.stdout.write(`${name}: ${onPath(name) ?? 'none'}\n`);
if (missing().length > 0)
  process.stdout.write(`tried in vain: ${failures.join('; ') || 'there is no package manager'}\n`);
process.exitCode = missing().length === 0 ? 0 : 1;
