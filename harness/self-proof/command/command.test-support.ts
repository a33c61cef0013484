import path from 'node:path';
import { packageRoot } from '../../catalogue/package-root.ts';
import type { RegistrationMode, Revision, Verdict } from '../../catalogue/vocabulary.ts';
import type { Report } from '../../report/schema.ts';
import { runEmbedded } from '../prove.ts';

export interface JudgedCommand {
  readonly report: Report;
  /** The requirements with a verdict, in order of their names. */
  readonly having: (verdict: Verdict) => string[];
}

/** Judges a client of `fixtures/clients` as `run --client` does. */
export async function judgeFixture(
  file: string,
  revision: Revision,
  options: { readonly mode?: RegistrationMode; readonly wantsScenario?: (id: string) => boolean } = {},
): Promise<JudgedCommand> {
  const report = await runEmbedded({
    roles: ['client'],
    revisions: [revision],
    modes: [options.mode ?? 'dynamic'],
    client: { command: `'${process.execPath}' '${fixture(file)}'`, limitMs: 60_000 },
    ...(options.wantsScenario ? { wantsScenario: options.wantsScenario } : {}),
  });
  const having = (verdict: Verdict) =>
    report.results
      .filter((result) => result.verdict === verdict)
      .map(({ requirement }) => requirement)
      .toSorted();
  return { report, having };
}

export function fixture(file: string): string {
  return path.join(packageRoot(), 'fixtures', 'clients', file);
}
