import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { requirementIds } from '../../catalogue/requirement-ids.generated.ts';
import { nearest } from '../../catalogue/select.ts';
import { registrationModes, revisions } from '../../catalogue/vocabulary.ts';
import { UsageError } from '../../define/error.ts';
import type { Accounted } from '../../runner/baseline.ts';
import { placeInRepository } from './place.ts';

const entrySchema = z.strictObject({
  requirement: z.string(),
  mode: z.enum(registrationModes).optional(),
  revision: z.enum(revisions).optional(),
  reason: z
    .string('is mandatory: say why the failure is accepted')
    .min(1)
    .refine((reason) => !/^TODO\b/.test(reason), 'is still TODO: say why the failure is accepted'),
  issue: z.url().optional(),
  until: z.iso.date().optional(),
});

/**
 * Reads a baseline file: a YAML list of requirement ids with reasons.
 *
 * Throws a `UsageError` that lists every mistake with file and line: unknown ids, missing reasons, past dates.
 */
export function loadBaseline(
  shown: string,
  folder: string,
  { today = new Date().toISOString().slice(0, 10), updating = false } = {},
): Accounted[] {
  // About to be written anew: it need not be there, and what is still TODO in it accounts for nothing.
  const file = path.resolve(folder, shown);
  if (updating && !existsSync(file)) return [];
  const lines = new LineCounter();
  const document = parseDocument(read(file, shown), { lineCounter: lines });
  const [syntax] = document.errors;
  const at = (offset: number) => `${shown}:${lines.linePos(offset).line}`;
  if (syntax) throw new UsageError('baseline', `${at(syntax.pos[0])}: ${syntax.message.split('\n', 1)[0]}`);
  if (document.contents === null) return [];
  if (!isSeq(document.contents))
    throw new UsageError(
      'baseline',
      `${shown}:1: must be a list of entries, each with requirement and reason`,
    );
  const problems: string[] = [];
  const entries = document.contents.items.flatMap((item) => {
    const offset = isMap(item) ? (item.range?.[0] ?? 0) : 0;
    const place = at(offset);
    const written = placeInRepository(file, lines.linePos(offset).line);
    if (updating && isMap(item) && /^TODO\b/.test(String(item.get('reason')))) return [];
    const parsed = entrySchema.safeParse(isMap(item) ? item.toJSON() : item);
    const wrong = parsed.success ? problemOf(parsed.data, today) : describe(parsed.error.issues[0]);
    if (wrong !== null) problems.push(`${place}: ${wrong}`);
    return parsed.success ? [{ ...definedOnly(parsed.data), origin: 'file' as const, place, written }] : [];
  });
  if (problems.length > 0) throw new UsageError('baseline', problems.join('\n'));
  return entries as Accounted[];
}

function definedOnly<Entry extends object>(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as Entry;
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  return `${issue?.path.map(String).join('.') || 'the entry'} ${issue?.message ?? 'is wrong'}`;
}

function problemOf({ requirement, until }: z.infer<typeof entrySchema>, today: string): string | null {
  if (!(requirementIds as readonly string[]).includes(requirement)) {
    const near = nearest(requirement, requirementIds);
    return `no requirement is called ${JSON.stringify(requirement)}.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''}`;
  }
  return until !== undefined && until < today ? `the entry for ${requirement} ended on ${until}` : null;
}

function read(file: string, shown: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError('baseline', `--baseline ${shown}: cannot be read (${file})`, { cause });
  }
}
