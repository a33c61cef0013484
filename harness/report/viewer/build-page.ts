import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const built = path.join(here, '../../../dist/harness/report/viewer/page/report.js');

/** Builds the script of the page before tests run, when it is missing or older than what it is made of. */
export default async function buildPage(): Promise<void> {
  const sources = filesBelow(path.dirname(here));
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  const { build } = await import('vite');
  await build({ configFile: path.join(here, 'vite.config.ts') });
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|css)$/.test(file) && !/\.test\./.test(file))
    .map((file) => path.join(folder, file));
}
