/**
 * Every check of this repository, as `npm test` runs it: types, lint, unit tests, self-proof, browser flows.
 *
 *   node harness/check/run-checks.mjs [PATTERN…]     patterns are handed to vitest
 *
 * What a check needs and cannot be had (a browser, Redis) is named and skipped; with CI=true that fails. The last line
 * is `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const isCi = process.env.CI === 'true';
const tally = { passed: 0, failed: 0, skipped: [] };

function step(name, command, args, options = {}) {
  const started = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`── ${name}: ${status === 0 ? 'ok' : 'failed'} in ${seconds} s\n`);
  return status === 0;
}

function count(ok) {
  if (ok) tally.passed += 1;
  else tally.failed += 1;
}

count(step('types', bin('tsc'), ['-p', 'tsconfig.json']));
count(step('lint', bin('biome'), ['check', '--error-on-warnings']));
count(step('build', 'npm', ['run', '--silent', 'build']));

const fetchBrowser = path.join(root, 'harness/sign-in/fetch-browser.mjs');
const hasBrowser = existsSync(fetchBrowser) && step('browser', process.execPath, [fetchBrowser]);
if (!hasBrowser) tally.skipped.push('browser flows: no Chromium was found, and none could be fetched');

const fetchPrograms = (name, programs) =>
  step(name, process.execPath, [path.join(root, 'harness/check/fetch-programs.mjs'), ...programs]);
const hasRedis = fetchPrograms('redis', ['redis-server']);
if (!hasRedis) tally.skipped.push('tests with Redis: no redis-server was found, and none could be installed');
const hasShellTools = fetchPrograms('shell tools', ['curl', 'jq', 'openssl']);
if (!hasShellTools)
  tally.skipped.push('scripts with curl, jq and openssl: not all of them could be installed');

const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-check-'));
const results = path.join(folder, 'results.json');
const patterns = process.argv.slice(2);
step(
  'tests',
  bin('vitest'),
  ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${results}`, ...patterns],
  {
    env: {
      ...process.env,
      MCP_CONFORMANCE_NO_BROWSER: hasBrowser ? '' : '1',
      MCP_CONFORMANCE_NO_REDIS: hasRedis ? '' : '1',
      MCP_CONFORMANCE_NO_SHELL_TOOLS: hasShellTools ? '' : '1',
    },
  },
);
if (existsSync(results)) {
  const report = JSON.parse(readFileSync(results, 'utf8'));
  tally.passed += report.numPassedTests;
  tally.failed += report.numFailedTests + report.testResults.filter(brokeOff).length;
  for (const name of skippedNames(report)) tally.skipped.push(name);
} else {
  tally.failed += 1;
}
if (hasBrowser && patterns.length === 0) browserFlows();
rmSync(folder, { recursive: true, force: true });

/** Flows in a real browser, with Playwright's own runner. */
function browserFlows() {
  const file = path.join(folder, 'flows.json');
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  step('browser flows', bin('playwright'), ['test', '--reporter=dot,json'], { env });
  if (!existsSync(file)) {
    tally.failed += 1;
    return;
  }
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats;
  tally.passed += expected;
  tally.failed += unexpected + flaky;
  if (skipped > 0) tally.skipped.push(`${skipped} browser flows`);
}

/** A test file that failed before any of its tests ran. */
function brokeOff({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
}

function skippedNames({ testResults }) {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'skipped')
      .map(({ fullName }) => fullName),
  );
}

process.stdout.write('\n');
for (const name of tally.skipped) process.stdout.write(`skipped: ${name}\n`);
if (isCi) tally.failed += tally.skipped.length;
process.stdout.write(`${tally.passed} passed, ${tally.failed} failed\n`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
