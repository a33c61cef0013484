import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { Environment } from '../testbed/load-provider.ts';

/** The process's variables, completed by those of `.env.local` and `.env` in a folder; what is set wins. */
export function readEnvironment(own: Environment, folder: string): Environment {
  const read = (name: string): Record<string, string | undefined> => {
    const file = path.join(folder, name);
    return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  };
  return { ...read('.env'), ...read('.env.local'), ...own };
}
