import { type ChildProcess, spawn } from 'node:child_process';

export interface CommandOptions {
  /** As a user types it; a shell reads it. */
  readonly command: string;
  /** The last argument; no shell reads it. */
  readonly url: string;
  /** All variables of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which it is ended, whatever it does. */
  readonly limitMs: number;
  /** Milliseconds since the client last did something, or `null` while it has not done anything. */
  readonly quietFor: () => number | null;
  /** Ends it at once. */
  readonly signal: AbortSignal;
}

/** How a command ended, and what it wrote. */
export interface Ending {
  /** `null` when it was ended by us or by a signal. */
  readonly code: number | null;
  /** In words, such as `exited with code 1`. */
  readonly how: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Milliseconds without a request after which a client that does not end by itself has done what it does. */
export const quietMs = 5_000;
/** Milliseconds that it has to end when its standard input is closed, and then when it is asked to. */
const graceMs = 1_500;
/** Milliseconds that its last words may take. */
const wordsMs = 250;
const checkMs = 200;
/** Characters of each stream that are kept: the last. */
const kept = 16_000;

/** Runs a command in a process group of its own, and leaves nothing of it behind. Never rejects. */
export async function runCommand(options: CommandOptions): Promise<Ending> {
  const child = start(options);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] = (said[name] + text).slice(-kept);
    });
  }
  // A client that ends early does not read what it is told.
  child.stdin?.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exited = new Promise<Pick<Ending, 'code' | 'how'>>((resolve) => {
    child.once('error', ({ message }) => resolve({ code: null, how: `could not be run: ${message}` }));
    child.once('exit', (code, by) =>
      resolve({ code, how: code === null ? `was ended by ${by}` : `exited with code ${code}` }),
    );
  });
  const why = await Promise.race([exited.then(() => null), untilItMustEnd(options)]);
  if (why !== null) await end(child, exited, options.signal.aborted);
  const ending = await exited;
  await Promise.race([closed, sleep(wordsMs)]);
  // Whatever it started goes with it.
  kill(child, 'SIGKILL');
  child.stdout?.destroy();
  child.stderr?.destroy();
  return why === null ? { ...ending, ...said } : { code: null, how: why, ...said };
}

function start({ command, url, environment }: CommandOptions): ChildProcess {
  const env = environment as NodeJS.ProcessEnv;
  if (process.platform === 'win32') return spawn(`${command} "${url}"`, { shell: true, env, stdio: 'pipe' });
  // `$0` is what the shell calls itself in its errors.
  return spawn('/bin/sh', ['-c', `${command} "$1"`, 'sh', url], { detached: true, env, stdio: 'pipe' });
}

/** Resolves with the reason when a command must be ended. */
function untilItMustEnd({ limitMs, quietFor, signal }: CommandOptions): Promise<string> {
  return new Promise((resolve) => {
    const started = performance.now();
    const timer = setInterval(() => {
      const isLate = performance.now() - started > limitMs;
      const isQuiet = (quietFor() ?? 0) > quietMs;
      if (!isLate && !isQuiet && !signal.aborted) return;
      clearInterval(timer);
      if (signal.aborted) resolve('was ended with the run');
      else if (isLate) resolve(`was ended: it still ran after ${Math.round(limitMs / 1000)} s`);
      else resolve(`was ended: it did not end by itself, and sent nothing for ${quietMs / 1000} s`);
    }, checkMs);
    timer.unref();
  });
}

async function end(child: ChildProcess, exited: Promise<unknown>, atOnce: boolean): Promise<void> {
  const steps = [() => child.stdin?.end(), () => kill(child, 'SIGTERM'), () => kill(child, 'SIGKILL')];
  for (const step of atOnce ? steps.slice(2) : steps) {
    step();
    const isGone = await Promise.race([exited.then(() => true), sleep(graceMs).then(() => false)]);
    if (isGone) return;
  }
}

function kill(child: ChildProcess, by: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, by);
  } catch {
    // It has gone already.
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
