import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../catalogue/package-root.ts';

/** The pages that are built from sources, each with the folders that it is made of. */
const pages = [
  {
    config: 'harness/report/viewer/vite.config.ts',
    built: 'dist/harness/report/viewer/page/report.js',
    sources: ['harness/report'],
  },
  {
    config: 'harness/playground/page/vite.config.ts',
    built: 'dist/harness/playground/page/playground.js',
    sources: ['harness/report', 'harness/playground/page'],
  },
] as const;

/** Builds the scripts of the pages before tests run, where one is missing or older than what it is made of. */
export default async function buildPages(): Promise<void> {
  for (const { config, built, sources } of pages) {
    const newest = Math.max(...sources.flatMap(filesBelow).map((file) => statSync(file).mtimeMs));
    const file = path.join(packageRoot(), built);
    if (existsSync(file) && statSync(file).mtimeMs > newest) continue;
    const { build } = await import('vite');
    await build({ configFile: path.join(packageRoot(), config) });
  }
}

function filesBelow(folder: string): string[] {
  const base = path.join(packageRoot(), folder);
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|css)$/.test(file) && !/\.test\./.test(file))
    .map((file) => path.join(base, file));
}
