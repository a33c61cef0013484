/**
 * Takes the screenshots that README.md shows, of the built product with faults switched on.
 *
 *   npm run screenshots
 *
 * Writes PNG files into docs/screenshots, and ends with 1 when one is larger than a page should have to load.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { findBrowser } from '../../dist/harness/sign-in/find-browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = path.join(root, 'dist/harness/cli/main.js');
const shots = path.join(root, 'docs/screenshots');
const work = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-screenshots-'));
const viewport = { width: 1280, height: 1000 };
const largestKb = 250;

const { executablePath } = findBrowser();
if (executablePath === null)
  throw new Error('no Chromium was found; run: node harness/sign-in/fetch-browser.mjs');
mkdirSync(shots, { recursive: true });
const browser = await chromium.launch({
  executablePath,
  // Chromium's sandbox does not work as root.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

async function open(url, colorScheme) {
  const page = await browser.newPage({ viewport, colorScheme, reducedMotion: 'reduce' });
  await page.goto(url);
  return page;
}

async function take(page, name) {
  const file = path.join(shots, `${name}.png`);
  await page.screenshot({ path: file });
  await page.close();
  const kb = Math.round(statSync(file).size / 1024);
  process.stdout.write(`${path.relative(root, file)}  ${kb} kB\n`);
  if (kb > largestKb) process.exitCode = 1;
}

/** The report of a run in which a fault is caught: how it opens, and the flow that proves the failure. */
async function reports() {
  const args = [main, 'run', '--fault', 'as.token.code-reusable', '--reporter', 'html', '--out', work];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: work, encoding: 'utf8' });
  if (status !== 1) throw new Error(`the run with a fault ended with ${status}: ${stderr}`);
  const url = pathToFileURL(path.join(work, 'report.html')).href;

  const overview = await open(url, 'light');
  await overview.getByRole('searchbox').waitFor();
  await take(overview, 'report');

  const failing = 'as.token.code-single-use';
  const flow = await open(`${url}#${failing}`, 'dark');
  const verdict = flow.locator(`[id="${failing}"]`);
  await verdict.getByRole('button', { name: /^code #1 ×/ }).click();
  await verdict.locator('.arrow.is-control').evaluate((arrow) => arrow.scrollIntoView({ block: 'center' }));
  await flow.mouse.move(0, 0);
  await take(flow, 'report-flow');
}

/** The playground with careless faults, at the flow that shows one of them. */
async function playground() {
  const child = spawn(process.execPath, [main, 'playground', '--profile', 'careless-provider'], {
    cwd: work,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const page = await open(await addressIn(child.stdout), 'light');
    const verdicts = page.getByRole('region', { name: 'Verdicts' });
    await verdicts.getByText('An authorization code is accepted a second time.').waitFor();
    await page.getByText('The harness runs its scenarios').waitFor({ state: 'detached' });
    await take(page, 'playground');
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}

async function addressIn(stream) {
  let text = '';
  for await (const chunk of stream) {
    text += chunk;
    const [address] = /http:\/\/\S+/.exec(text) ?? [];
    if (address) return address;
  }
  throw new Error(`the playground printed no address: ${text}`);
}

try {
  await reports();
  await playground();
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
