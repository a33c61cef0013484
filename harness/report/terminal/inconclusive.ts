import { plain } from '../plain-text.ts';
import type { Report, ReportResult } from '../schema.ts';
import type { Where } from '../shared-verdicts.ts';
import { groupBy, unexplained, whereParts } from '../shared-verdicts.ts';
import { hang } from '../wrap.ts';
import type { Page, Section } from './page.ts';

/** What applies and could not be judged, one entry for each reason; what a failure explains stands there. */
export const inconclusiveSection: Section = (page) => {
  const open = unexplained(page.report);
  if (open.length === 0) return [];
  const entries = groupBy(open, ({ requirement, reason }) => JSON.stringify([requirement, reason])).map(
    (results) => ({ results, place: placeText(results, page.report) }),
  );
  const groups = groupBy(entries, ({ results, place }) => JSON.stringify([results[0]?.reason, place]));
  return [
    page.ink('strong', 'Could not be judged'),
    '',
    ...groups.flatMap((group) =>
      groupLines(
        group.flatMap(({ results }) => results),
        group[0]?.place ?? '',
        page,
      ),
    ),
  ];
};

function groupLines(results: readonly ReportResult[], place: string, { width, ink }: Page): string[] {
  const ids = [...new Set(results.map(({ requirement }) => plain(requirement)))];
  const reason = plain(results[0]?.reason ?? '') || 'no reason was given';
  const [first = '', ...rest] = hang('? ', place === '' ? reason : `${reason} (${place})`, width);
  return [
    ink('unknown', first),
    ...rest.map((line) => ink('unknown', line)),
    ...hang('    ', ids.join(', '), width),
  ];
}

/** Where it holds, or '' when that is everywhere. */
function placeText(results: readonly ReportResult[], { revisions, modes }: Report): string {
  const where: Where[] = results.map(({ revision, mode }) => ({ revision, mode }));
  const everywhere =
    new Set(where.map(({ revision }) => revision)).size >= revisions.length &&
    (where.some(({ mode }) => mode === null) || where.length >= revisions.length * modes.length);
  return everywhere ? '' : whereParts(where).join(' · ');
}
