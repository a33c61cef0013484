import { accessSync, constants, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../../catalogue/select.ts';
import { quote, UsageError } from '../../define/error.ts';
import {
  isReporterName,
  loadReporter,
  plainOptions,
  type ReporterName,
  type ReporterOptions,
  reporterNames,
} from '../../report/reporter.ts';
import type { Report } from '../../report/schema.ts';
import type { RunArguments } from '../commands/run.ts';

/** Where the last run is remembered, below the working folder. */
export const lastRunFolder = path.join('.mcp-conformance', 'last');

/** What goes where. */
export interface Output {
  /** The reporter whose text is the standard output, if any. */
  readonly stdout: ReporterName | null;
  readonly files: readonly ReporterName[];
  /** The folder asked for; the last-run folder is always written too. */
  readonly folder: string | null;
}

/**
 * Decides what is printed and what is written. A single reporter without `--out` is the standard output;
 * else `terminal` is, when it is asked for, and the others become files.
 */
export function planOutput(args: Pick<RunArguments, 'reporter' | 'out'>): Output {
  const names = args.reporter.flatMap((entry) => entry.split(',')).map((name) => name.trim());
  const reporters = names.map((name) => {
    if (isReporterName(name)) return name;
    const near = nearest(name, reporterNames);
    const hint = near.length > 0 ? `Did you mean ${near.join(', ')}? ` : '';
    throw new UsageError(
      'reporter',
      `--reporter: there is no reporter called ${quote(name)}. ${hint}There are ${reporterNames.join(', ')}.`,
    );
  });
  if (args.out !== undefined) checkFolder(args.out);
  const alone = reporters.length === 1 && args.out === undefined;
  const stdout = alone ? (reporters[0] ?? null) : reporters.includes('terminal') ? 'terminal' : null;
  return { stdout, files: reporters.filter((name) => name !== 'terminal'), folder: args.out ?? null };
}

/** Throws a `UsageError` for a folder that cannot be written; better before the run than after it. */
export function checkFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new UsageError(
      'out',
      `--out ${folder}: is no folder that can be written: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
}

/**
 * Writes the report files, readable by their owner only. The last run is remembered always, but never with secrets
 * in it; each file appears whole or not at all, whoever else runs here. Answers with the files it wrote.
 */
export async function writeReports(
  report: Report,
  output: Output,
  options: ReporterOptions & { readonly showSecrets: boolean },
): Promise<string[]> {
  const files = new Map<string, string>();
  const { render } = await loadReporter('json');
  const json = render(report, options);
  if (!options.showSecrets) {
    mkdirSync(lastRunFolder, { recursive: true, mode: 0o700 });
    files.set(path.join('.mcp-conformance', '.gitignore'), '*\n');
    files.set(path.join(lastRunFolder, 'report.json'), json);
  }
  const folder = output.folder ?? (options.showSecrets ? null : lastRunFolder);
  const names = output.folder === null ? output.files : [...new Set<ReporterName>(['json', ...output.files])];
  for (const name of folder === null ? [] : names) {
    const reporter = await loadReporter(name);
    for (const { fileName, render: renderFile } of [reporter, ...reporter.beside]) {
      const text = name === 'json' ? json : renderFile(report, { ...plainOptions, strict: options.strict });
      files.set(path.join(folder ?? '', fileName), text);
    }
  }
  for (const [file, text] of files) writeWhole(file, text);
  return [...files.keys()].filter((file) => path.basename(file) !== '.gitignore');
}

/** Writes a file whole or not at all, readable by its owner only. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
