/**
 * Measures what a user waits for, beside the budgets of the design.
 *
 *   npm run bench [-- --json]
 *
 * Start-up, a whole run, its peak memory and HTML report, and what an exchange costs against a bare scripted flow of the same kind of
 * exchanges at the same concurrency.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareFlow } from './bare-flow.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = path.join(root, 'dist/harness/cli/main.js');
const folder = mkdtempSync(path.join(os.tmpdir(), 'mcp-conformance-bench-'));
const tell = `data:text/javascript,${encodeURIComponent(
  "import fs from 'node:fs'; process.on('exit', () => fs.writeSync(3, String(process.resourceUsage().maxRSS)));",
)}`;

/** Runs the command line to its end: wall time, peak memory, standard output. */
function cli(args) {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(process.execPath, ['--import', tell, main, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let peakMb = 0;
    let stderr = '';
    child.stdio[3].on('data', (kilobytes) => {
      peakMb = Math.round(Number(kilobytes) / 1024);
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout, stderr, peakMb, ms: performance.now() - started }));
  });
}

/** Kilobytes of the HTML report. */
async function htmlSize(report) {
  const part = (name) => import(path.join(root, 'dist/harness/report', name));
  const [{ default: html }, { plainOptions }] = await Promise.all([part('html.js'), part('reporter.js')]);
  return Math.round(Buffer.byteLength(html(report, plainOptions)) / 1000);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function startUp(args) {
  const times = [];
  for (let turn = 0; turn < 5; turn += 1) times.push((await cli(args)).ms);
  return Math.round(median(times));
}

async function wholeRun(...args) {
  const { code, stdout, stderr, ms, peakMb } = await cli(['run', '--reporter', 'json', ...args]);
  if (stdout === '') throw new Error(`the run ended with ${code} and no report: ${stderr}`);
  const report = JSON.parse(stdout);
  const { durationMs, exchanges, scenarios } = report;
  return {
    code,
    htmlKb: await htmlSize(report),
    ms: Math.round(ms),
    durationMs,
    peakMb,
    scenarios: scenarios.length,
    exchanges: exchanges.length,
  };
}

/** Milliseconds for an exchange of bare flows, so many at a time, against a provider in this process as in a run. */
async function bareExchange(concurrency, flows = 60) {
  const { startEmbeddedProvider } = await import(
    path.join(root, 'dist/servers/providers/oidc-provider/index.js')
  );
  const user = { username: 'bench', password: 'a password for the bench' };
  const resource = 'http://127.0.0.1:9/mcp';
  const provider = await startEmbeddedProvider({ users: [user], resources: () => [resource] });
  const turn = () => bareFlow(provider.issuer, resource, user);
  for (let warm = 0; warm < 5; warm += 1) await turn();
  const started = performance.now();
  let left = flows;
  let requests = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left > 0) {
        left -= 1;
        const taken = await turn();
        requests += taken;
      }
    }),
  );
  const ms = performance.now() - started;
  await provider.close();
  return { perExchangeMs: ms / requests, perFlow: Math.round(requests / flows) };
}

try {
  const concurrency = Math.max(2, os.availableParallelism() * 3);
  const node = await startUp(['--version']);
  const help = await startUp(['run', '--help']);
  const one = await wholeRun();
  const all = await wholeRun('--spec', 'all', '--mode', 'all');
  const bare = await bareExchange(concurrency);
  const perExchangeMs = one.durationMs / one.exchanges;
  const rows = [
    { name: '--version', value: node, unit: 'ms', budget: 200 },
    { name: 'run --help', value: help, unit: 'ms', budget: 200 },
    { name: 'run', value: one.ms, unit: 'ms', budget: 5000 },
    { name: 'run, reported', value: one.durationMs, unit: 'ms', budget: null },
    { name: 'run, peak memory', value: one.peakMb, unit: 'MB', budget: null },
    { name: 'run, its HTML report', value: one.htmlKb, unit: 'kB', budget: 1000 },
    { name: 'run --spec all --mode all', value: all.ms, unit: 'ms', budget: 25_000 },
    { name: 'run --spec all --mode all, peak memory', value: all.peakMb, unit: 'MB', budget: null },
    { name: 'an exchange of a run', value: round(perExchangeMs), unit: 'ms', budget: null },
    { name: 'an exchange of a bare flow', value: round(bare.perExchangeMs), unit: 'ms', budget: null },
    { name: 'ratio of the two', value: round(perExchangeMs / bare.perExchangeMs), unit: '×', budget: null },
    {
      name: 'our own share of a flow',
      value: round((perExchangeMs - bare.perExchangeMs) * bare.perFlow),
      unit: 'ms',
      budget: 10,
    },
  ];
  if (process.argv.includes('--json')) {
    process.stdout.write(
      `${JSON.stringify({ node: process.version, cores: os.availableParallelism(), one, all, rows }, null, 2)}\n`,
    );
  } else {
    process.stdout.write(
      `Node ${process.version}, ${os.availableParallelism()} cores, ${one.scenarios} scenarios, ${one.exchanges} exchanges\n\n`,
    );
    for (const { name, value, unit, budget } of rows) {
      const beside = budget === null ? '' : `  budget ${budget} ${unit}${value > budget ? '  exceeded' : ''}`;
      process.stdout.write(`${name.padEnd(40)} ${String(value).padStart(8)} ${unit.padEnd(2)}${beside}\n`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function round(number) {
  return Math.round(number * 100) / 100;
}
