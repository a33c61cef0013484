import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ReportPlace } from '../../report/schema.ts';
import type { Environment } from '../../testbed/load-provider.ts';

/**
 * A line of a file as reports name it: by its path from the root of the repository, which is the same on every
 * machine. `null` for what is no file, or stands outside.
 */
export function placeInRepository(file: string, line: number): ReportPlace | null {
  if (!(statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)) return null;
  const real = realpathSync(file);
  const relative = path.relative(repositoryOf(path.dirname(real)), real);
  const isInside = !relative.startsWith('..') && !path.isAbsolute(relative);
  return isInside ? { file: relative.split(path.sep).join('/'), line } : null;
}

/** The nearest folder upwards that has a `.git`, or else the working folder. */
function repositoryOf(folder: string): string {
  if (existsSync(path.join(folder, '.git'))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? realpathSync(process.cwd()) : repositoryOf(parent);
}

/** Where the provider that was named is described; where nothing describes it, what names the subject, or judges it. */
export function placeOfRun(
  provider: string | undefined,
  line: number | undefined,
  configured: ReportPlace | null,
  environment: Environment,
  folder: string,
): ReportPlace | null {
  const described =
    provider === undefined ? null : placeInRepository(path.resolve(folder, provider), line ?? 1);
  return described ?? configured ?? placeOfWorkflow(environment, folder);
}

/** The workflow that GitHub Actions is running. */
function placeOfWorkflow(environment: Environment, folder: string): ReportPlace | null {
  const { GITHUB_WORKFLOW_REF = '', GITHUB_REPOSITORY = '', GITHUB_WORKSPACE = folder } = environment;
  const [named = ''] = GITHUB_WORKFLOW_REF.split('@', 1);
  if (GITHUB_REPOSITORY === '' || !named.startsWith(`${GITHUB_REPOSITORY}/`)) return null;
  return placeInRepository(path.resolve(GITHUB_WORKSPACE, named.slice(GITHUB_REPOSITORY.length + 1)), 1);
}
