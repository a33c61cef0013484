import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageRoot } from '../catalogue/package-root.ts';
import { standInUsers } from '../testbed/start-provider.ts';

const root = packageRoot();

/** The command line as a user starts it. */
export const main = path.join(root, 'dist/harness/cli/main.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** What it has said so far. */
  readonly heard: () => { readonly stdout: string; readonly stderr: string };
  /** Resolves when the text stands on one of the streams. */
  readonly says: (text: string) => Promise<void>;
}

export interface Surroundings {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the built command line in a folder of its own, with nothing of the tests' environment that changes its look. */
export function start(args: readonly string[], { folder, environment = {} }: Surroundings = {}): Started {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder ?? root,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text;
    });
  }
  return {
    kill: (signal) => void child.kill(signal),
    heard: () => ({ ...heard }),
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, ...heard }))),
    says: async (text) => {
      while (!heard.stdout.includes(text) && !heard.stderr.includes(text)) {
        if (child.exitCode !== null) throw new Error(`it ended without saying ${text}: ${heard.stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** Runs the built command line to its end. */
export function cli(args: readonly string[], surroundings?: Surroundings): Promise<Ended> {
  return start(args, surroundings).ended;
}

/** The definition of what `serve provider` runs at a port, with more lines of YAML where a test needs them. */
export function servedProvider(port: number, ...more: readonly string[]): string {
  const [{ username = '', password = '' } = {}] = standInUsers;
  const lines = [
    'name: mine',
    `issuer: http://127.0.0.1:${port}`,
    'registration: { dynamic: true }',
    `users: [{ username: ${username}, password: ${password} }]`,
    'tokens: { jwt: {} }',
    ...more,
  ];
  return `${lines.join('\n')}\n`;
}

/** Makes an empty folder to run in, and removes it. */
export function openFolder(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-cli-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Builds the package where a source is newer than the build; one test file at a time does. */
export async function build(): Promise<void> {
  const lock = path.join(root, 'dist.building');
  while (isStale()) {
    try {
      mkdirSync(lock);
    } catch {
      // Another test file is at it; whoever died over it left the folder behind.
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - since > 120_000) rmdirSync(lock);
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    try {
      const { status, stdout } = spawnSync('npm', ['run', '--silent', 'build'], {
        cwd: root,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`the build failed:\n${stdout}`);
    } finally {
      rmdirSync(lock);
    }
  }
}

function isStale(): boolean {
  if (!existsSync(main)) return true;
  const built = statSync(main).mtimeMs;
  return ['harness', 'scenarios', 'servers', 'clients'].some((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test(-support)?\.tsx?$/.test(file))
      .some((file) => statSync(path.join(root, folder, file)).mtimeMs > built),
  );
}
