/**
 * Makes sure that the tests have a Chromium: finds one, else has Playwright download one, else installs
 * Debian's. Prints its path, or what was tried in vain.
 *
 *   node harness/sign-in/fetch-browser.mjs
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createJiti } from 'jiti';

const { findBrowser } = await createJiti(import.meta.url).import('./find-browser.ts');
const require = createRequire(import.meta.url);
const minutes = 60_000;

function look() {
  let bundled = null;
  try {
    bundled = require('playwright').chromium.executablePath();
  } catch {
    // Without Playwright there is no browser of its own.
  }
  return findBrowser({ bundled });
}

function run(command, args, timeout) {
  const { status, error, stderr } = spawnSync(command, args, { timeout, encoding: 'utf8' });
  if (status === 0) return null;
  const lines = (stderr ?? '').split('\n').map((line) => line.trim());
  const telling =
    lines.find((line) => /^(E: |error|failed)/i.test(line)) ?? lines.find((line) => line !== '');
  return (error?.message ?? telling ?? `exit ${status}`).slice(0, 160);
}

function download() {
  let cli;
  try {
    cli = path.join(path.dirname(require.resolve('playwright/package.json')), 'cli.js');
  } catch {
    return 'Playwright is not installed';
  }
  return run(process.execPath, [cli, 'install', 'chromium'], 5 * minutes);
}

function installPackage() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Debian or Ubuntu';
  run('apt-get', ['update'], 2 * minutes);
  return run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 10 * minutes);
}

const found = look();
const failures = found.executablePath ? [] : [`none at ${found.tried.join(', ')}`];
let executablePath = found.executablePath;
const ways = process.env.MCP_CONFORMANCE_BROWSER
  ? []
  : [
      ['npx playwright install chromium', download],
      ['apt-get install chromium', installPackage],
    ];
for (const [name, way] of ways) {
  if (executablePath) break;
  const problem = way();
  executablePath = look().executablePath;
  if (!executablePath) failures.push(`${name}: ${problem ?? 'it went well, but brought no browser'}`);
}

process.stdout.write(
  executablePath ? `browser: ${executablePath}\n` : `no browser: ${failures.join('; ')}\n`,
);
process.exitCode = executablePath ? 0 : 1;
