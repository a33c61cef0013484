import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Options } from 'yargs';
import { nearest } from '../../catalogue/select.ts';
import { quote, UsageError } from '../../define/error.ts';
import type { Report } from '../../report/schema.ts';
import { commandLine } from '../../report/words.ts';
import { readUserFile, type UserFile } from '../../testbed/user-file.ts';
import { type RunArguments, type RunFlags, runDefaults, runOptions } from '../commands/run.ts';

const fileName = 'mcp-conformance.config';
const extensions = ['yaml', 'yml', 'json', 'ts', 'mts', 'js', 'mjs'];

/** Options of `run` that a file in the working folder sets. */
export interface Configuration {
  readonly file: string;
  readonly options: Partial<RunFlags>;
  /** The line of an option; 1 where that is not known. */
  readonly lineOf: (name: string) => number;
}

/**
 * Reads the configuration file of a folder, if it has one.
 *
 * Throws a `UsageError` that lists every mistake with file and line: unknown options with the nearest ones, wrong values.
 */
export async function loadConfiguration(folder: string): Promise<Configuration | null> {
  const [file, other] = extensions
    .map((extension) => `${fileName}.${extension}`)
    .filter((name) => existsSync(path.join(folder, name)));
  if (file === undefined) return null;
  if (other !== undefined) {
    throw new UsageError('configuration', `${file} and ${other}: there may be one configuration file only`);
  }
  const telling = { code: 'configuration', example: 'export default defineConfig({ … })' };
  const read = await readUserFile(path.join(folder, file), file, telling);
  const lineOf = (name: string) => read.text.lineOf([name]) ?? 1;
  return { file, options: checked(read, (name) => `${file}:${lineOf(name)}`), lineOf };
}

function checked({ value, text }: UserFile, at: (name: string) => string): Partial<RunFlags> {
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new UsageError('configuration', `${text.shown}:1: is no table of options of run`);
  }
  const given = Object.entries(value).filter(([, said]) => said !== undefined);
  const problems = given.flatMap(([name, said]) => {
    const problem = problemOf(name, said);
    return problem === null ? [] : [`${at(name)}: ${name}: ${problem}`];
  });
  if (problems.length > 0) throw new UsageError('configuration', problems.join('\n'));
  return Object.fromEntries(
    given.map(([name, said]) => [name, optionOf(name)?.array && !Array.isArray(said) ? [said] : said]),
  );
}

function optionOf(name: string): Options | undefined {
  return Object.hasOwn(runOptions, name) ? runOptions[name as keyof typeof runOptions] : undefined;
}

function problemOf(name: string, value: unknown): string | null {
  const option = optionOf(name);
  if (!option) {
    const near = nearest(name, Object.keys(runOptions));
    return `run has no such option.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''}`;
  }
  if (option.type === 'boolean') return typeof value === 'boolean' ? null : 'takes true or false';
  if (option.type === 'number') return typeof value === 'number' ? null : 'takes a number';
  const values = option.array && Array.isArray(value) ? value : [value];
  if (values.length === 0 || !values.every((one) => typeof one === 'string')) {
    return option.array ? 'takes a text or a list of texts' : 'takes a text';
  }
  const choices = option.choices?.map(String) ?? [];
  const wrong = values.find((one) => choices.length > 0 && !choices.includes(one));
  if (wrong === undefined) return null;
  const near = nearest(wrong, choices);
  const hint = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
  return `${quote(wrong)}: takes one of ${choices.join(', ')}.${hint}`;
}

/** The arguments of a run: what was typed, then what the file says, then the defaults. Pure. */
export function completeArguments(flags: RunFlags, options: Partial<RunFlags>): RunArguments {
  const typed = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return { ...runDefaults, ...options, ...typed } as unknown as RunArguments;
}

/** The file, and as words of a command line what of it no flag replaced. Pure. */
export function effectOf(
  { file, options }: Configuration,
  flags: RunFlags,
): NonNullable<Report['configuration']> {
  const kept = Object.entries(options).filter(([name]) => flags[name as keyof RunFlags] === undefined);
  return { file, options: kept.flatMap(([name, value]) => wordsOf(name, value)) };
}

function wordsOf(name: string, value: unknown): string[] {
  if (typeof value === 'boolean') return [value ? `--${name}` : `--no-${name}`];
  return [`--${name}`, ...[value].flat().map(String)];
}

/** The command as it would have been typed without the file. */
export function wholeCommand(typed: readonly string[], configuration: Report['configuration']): string {
  const words = [...typed, ...(configuration?.options ?? [])];
  return `mcp-conformance ${commandLine(words)}`;
}

/** An error about an option that the file set, with the place in the file. */
export function placed(error: unknown, configuration: Configuration | null, flags: RunFlags): unknown {
  if (!(error instanceof UsageError) || configuration === null) return error;
  const name = /^--([a-z-]+)/.exec(error.message)?.[1] ?? '';
  const isTyped = flags[name as keyof RunFlags] !== undefined;
  if (isTyped || !Object.hasOwn(configuration.options, name)) return error;
  const { file, lineOf } = configuration;
  return new UsageError(error.code, `${file}:${lineOf(name)}: ${error.message}`, { cause: error });
}
