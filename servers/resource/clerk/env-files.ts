import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadEnvFile } from 'node:process';

/** Completes the process's variables by those of `.env.local` and `.env`; what is set already wins. */
export function readEnvFiles(folder: string): void {
  for (const name of ['.env.local', '.env']) {
    const file = path.join(folder, name);
    if (existsSync(file)) loadEnvFile(file);
  }
}
