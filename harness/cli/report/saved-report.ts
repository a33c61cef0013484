import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { quote, UsageError } from '../../define/error.ts';
import { type Report, reportSchema } from '../../report/schema.ts';
import { lastRunFolder } from '../run/output.ts';

/** The word that stands for the report of the last run, and is meant when no file is named. */
export const lastRun = 'last';

/** Reads a saved `report.json`, a folder that has one, or the last run; throws a `UsageError` for what is none. */
export function readSavedReport(name: string): Report {
  const file = reportFileOf(name);
  const text = readText(file, name);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(file, `is no JSON: ${(cause as Error).message}`, cause);
  }
  const version = (value as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== undefined && version !== 1) {
    throw unreadable(file, `has schemaVersion ${quote(String(version))}, and this version reads 1`);
  }
  const parsed = reportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : `${z.core.toDotPath(issue.path)}: ${issue.message}`;
  throw unreadable(file, `is no report of mcp-conformance (${where || 'the whole file'})`, parsed.error);
}

/** The file that a name means: itself, the report in a folder, or that of the last run. */
export function reportFileOf(name: string): string {
  if (name === lastRun) return path.join(lastRunFolder, 'report.json');
  const isFolder = statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? path.join(name, 'report.json') : name;
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (name === lastRun && isMissing) {
      throw new UsageError(
        'report',
        `report: there is no last run in this folder (${file}). Run mcp-conformance run first, or name a report.json.`,
        { cause },
      );
    }
    throw unreadable(
      file,
      isMissing ? 'does not exist' : `cannot be read: ${(cause as Error).message}`,
      cause,
    );
  }
}

function unreadable(file: string, what: string, cause?: unknown): UsageError {
  return new UsageError('report', `report: ${file} ${what}`, { cause });
}
