/**
 * Makes sure that the tests have a Redis server: finds one on PATH, else installs it with the system's package
 * manager. Prints its path, or what was tried in vain.
 *
 *   node harness/check/fetch-redis.mjs
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

const debian = () => {
  run('apt-get', ['update']);
  return run('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server']);
};
const ways = [
  { tool: 'apt-get', allowed: isRoot, install: debian },
  { tool: 'apk', allowed: isRoot, install: () => run('apk', ['add', 'redis']) },
  { tool: 'brew', allowed: true, install: () => run('brew', ['install', 'redis']) },
];

let found = onPath('redis-server');
const failures = found ? [] : ['none on PATH'];
for (const { tool, allowed, install } of ways) {
  if (found || !onPath(tool)) continue;
  const problem = allowed ? install() : 'needs root';
  found = onPath('redis-server');
  if (!found) failures.push(`${tool}: ${problem ?? 'it went well, but brought no redis-server'}`);
}

process.stdout.write(found ? `redis: ${found}\n` : `no redis: ${failures.join('; ')}\n`);
process.exitCode = found ? 0 : 1;
