import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/** Who has a file to itself. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When the process started, as the system tells it; two processes of one number differ in it. */
  readonly started: string | null;
}

/** A file that this process has to itself until it lets go. */
export interface Ownership {
  readonly release: () => void;
}

/** Milliseconds that an owner that is there is given to end. */
const patienceMs = 3_000;

/** What this process has to itself. */
const held = new Set<string>();

/**
 * Takes a file for this process alone, by a record beside it; that of a process that was killed is taken over.
 *
 * Throws an `Error` that says who has it.
 */
export async function takeOwnership(file: string): Promise<Ownership> {
  const record = `${path.resolve(file)}.owner`;
  const end = Date.now() + patienceMs;
  while (!take(record)) {
    const text = read(record);
    if (text !== null && isGone(text, record)) remove(record, text);
    else if (Date.now() > end) throw new Error(inUse(text));
    else await new Promise((resolve) => setTimeout(resolve, 20));
  }
  held.add(record);
  return {
    release: () => {
      if (held.delete(record)) rmSync(record, { force: true });
    },
  };
}

/** Writes the record where there is none. */
function take(record: string): boolean {
  let file: number;
  try {
    file = openSync(record, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  const { pid } = process;
  const mine: Owner = { pid, host: hostname(), started: startOf(pid) };
  writeSync(file, JSON.stringify(mine));
  closeSync(file);
  return true;
}

function read(record: string): string | null {
  try {
    return readFileSync(record, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function ownerIn(text: string | null): Owner | null {
  try {
    return JSON.parse(text ?? '') as Owner;
  } catch {
    return null;
  }
}

/** Whether the process of a record has ended. What another machine or container runs cannot be told from here. */
function isGone(text: string, record: string): boolean {
  const owner = ownerIn(text);
  if (owner?.host !== hostname()) return false;
  // A container's first process has the same number each time.
  if (owner.pid === process.pid) return !held.has(record);
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  const started = startOf(owner.pid);
  return started !== null && owner.started !== null && started !== owner.started;
}

/** Removes a record, unless it is another by now: somebody else may have been quicker. */
function remove(record: string, text: string): void {
  const aside = `${record}.${process.pid}`;
  try {
    renameSync(record, aside);
  } catch {
    return;
  }
  if (read(aside) === text) rmSync(aside, { force: true });
  else renameSync(aside, record);
}

/** When a process started, where the system tells: the boot and the clock ticks since. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null;
  }
}

function inUse(text: string | null): string {
  const owner = ownerIn(text);
  return owner ? `process ${owner.pid} on ${owner.host} uses it` : 'another process uses it';
}
