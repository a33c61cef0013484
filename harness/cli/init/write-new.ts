import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../define/error.ts';

/** Throws a `UsageError` where a file would be overwritten and nobody asked for that. */
export function refuseExisting(file: string, force: boolean): void {
  if (!force && existsSync(file)) {
    throw new UsageError('exists', `init: ${file} exists already; --force overwrites it`);
  }
}

/** Writes a file and the folders on the way to it. */
export function writeNew(file: string, text: string, force: boolean): void {
  refuseExisting(file, force);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (cause) {
    throw new UsageError('write', `init: ${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
