import { readFileSync } from 'node:fs';
import path from 'node:path';
import { quote, UsageError } from '../../define/error.ts';
import type { ReportPlace } from '../../report/schema.ts';
import { placeInRepository } from '../run/place.ts';

export interface Target {
  readonly url: string;
  /** Where it is listed; `null` for one that was typed. */
  readonly place: ReportPlace | null;
}

/**
 * The targets of a command line and of a file: one URL on each line, `#` begins a comment, `-` is standard input.
 *
 * Throws a `UsageError` with every line that is no http or https URL.
 */
export function readTargets(urls: readonly string[], file: string | undefined): Target[] {
  const listed = [
    ...urls.map((url) => ({ url, at: 'audit', place: null })),
    ...(file === undefined ? [] : targetsIn(file)),
  ];
  const wrong = listed.filter(({ url }) => !isTarget(url));
  if (wrong.length > 0) {
    const lines = wrong.map(
      ({ url, at }) => `${at}: ${quote(url)}: not an http or https URL without credentials`,
    );
    throw new UsageError('targets', lines.join('\n'));
  }
  if (listed.length === 0) {
    throw new UsageError(
      'targets',
      'audit: which targets? URLs of MCP servers or issuers, or --targets FILE',
    );
  }
  const seen = new Set<string>();
  return listed.flatMap(({ url, place }) => {
    if (seen.has(url)) return [];
    seen.add(url);
    return [{ url, place }];
  });
}

function targetsIn(file: string) {
  const shown = file === '-' ? 'standard input' : file;
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new UsageError('targets', `--targets ${file}: cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
  return text.split(/\r?\n/).flatMap((line, index) => {
    const url = line.replace(/(^|\s)#.*$/, '').trim();
    if (url === '') return [];
    const place = file === '-' ? null : placeInRepository(path.resolve(file), index + 1);
    return [{ url, at: `${shown}:${index + 1}`, place }];
  });
}

/** Whether a URL can be asked at all. */
export function isTarget(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
