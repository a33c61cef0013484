import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../catalogue/package-root.ts';

/** Where the build leaves the script and the style of the page. */
const pageFolder = path.join(packageRoot(), 'dist', 'harness', 'report', 'viewer', 'page');

/** A file of the built page; throws when the package was not built. */
export function pagePart(name: 'report.js' | 'report.css'): string {
  const file = path.join(pageFolder, name);
  if (!existsSync(file)) throw new Error(`${file} is missing; run: npm run build`);
  return readFileSync(file, 'utf8');
}
