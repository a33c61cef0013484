import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCertificate } from './certificate-file.ts';
import { childMark } from './run-as-child.ts';

export interface ChildOptions {
  /** The module to run, without its extension: `.ts` from the sources, `.js` once built. */
  readonly module: URL;
  readonly args: readonly string[];
  /** All variables of the child. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** CA certificate that the child trusts beside the well-known ones, PEM. */
  readonly ca?: string | undefined;
  readonly startMs?: number;
  /** Ends a start that is under way. */
  readonly signal?: AbortSignal;
}

/** A server in a child process that says `ready` on its channel, and ends when the channel does. */
export interface Child {
  readonly pid: () => number | undefined;
  /** Resolves when the process that runs now has ended unasked, in words: `exited with code 1`. */
  readonly exited: () => Promise<string>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<string>;
}

/** Milliseconds that a child has to end when it is asked to. */
const graceMs = 3000;

/** Starts a server as a child process; rejects with what it wrote last when it does not get ready. */
export async function startChild(options: ChildOptions): Promise<Child> {
  let run = await launch(options);
  let stopped = false;
  let restarting: Promise<void> = Promise.resolve();
  const restart = async () => {
    if (stopped) throw new Error('the server was stopped');
    await end(run);
    run = await launch(options);
  };
  return {
    pid: () => run.process.pid,
    exited: () => run.ended.then((how) => (stopped ? new Promise<never>(() => {}) : how)),
    restart: () => {
      const started = restarting.then(restart);
      restarting = started.catch(() => undefined);
      return started;
    },
    stop: async () => {
      stopped = true;
      await restarting;
      await end(run);
    },
  };
}

async function launch(options: ChildOptions): Promise<Run> {
  const { module, args, environment, startMs = 20_000, signal } = options;
  signal?.throwIfAborted();
  const trust = options.ca === undefined ? null : writeCertificate(options.ca);
  const extension = path.extname(fileURLToPath(import.meta.url));
  const script = fileURLToPath(module) + extension;
  // Node 20 runs no TypeScript by itself.
  const loader = extension === '.ts' ? ['--import', new URL('./typescript.mjs', import.meta.url).href] : [];
  const child = spawn(process.execPath, [...loader, script, ...args], {
    env: {
      ...environment,
      [childMark]: '1',
      ...(trust ? { NODE_EXTRA_CA_CERTS: trust.file } : {}),
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-4000);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be run: ${error.message}`));
    child.once('exit', (code, by) =>
      resolve(code === null ? `was ended by ${by}` : `exited with code ${code}`),
    );
  });
  const run = { process: child, ended };
  try {
    await ready(run, startMs, signal);
    return run;
  } catch (error) {
    await end(run);
    const reason = (error as Error).message;
    const said = lastWords(stderr);
    throw new Error(said === '' ? reason : `${reason}: ${said}`);
  } finally {
    trust?.remove();
  }
}

/** What a process wrote that says why it ended: the error, where there is one. */
function lastWords(stderr: string): string {
  const lines = stderr.trim().split('\n');
  return (lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? '').trim();
}

function ready({ process: child, ended }: Run, startMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`it was not ready within ${startMs} ms`)), startMs);
    const abort = () => reject(new Error('the start was given up'));
    signal?.addEventListener('abort', abort, { once: true });
    const settle = (done: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      done();
    };
    child.once('message', () => settle(resolve));
    void ended.then((how) => settle(() => reject(new Error(`the process ${how}`))));
  });
}

async function end({ process: child, ended }: Run): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  }
  if (child.connected) child.disconnect();
  child.stderr?.destroy();
}
