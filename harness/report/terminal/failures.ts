import type { ReportResult } from '../schema.ts';
import type { Cause, SharedVerdict } from '../shared-verdicts.ts';
import { causesOf, groupBy, isBaselined, shareVerdicts } from '../shared-verdicts.ts';
import { count } from '../words.ts';
import { hang } from '../wrap.ts';
import { paintedBlock } from './block.ts';
import type { Page, Section } from './page.ts';

/** More than so many consequences are told by family. */
const namedOneByOne = 3;

/** Every failure as a block, causes with the most consequences first. */
export const failuresSection: Section = (page) => {
  const causes = causesOf(page.report);
  return separated(
    'Failures',
    causes.map((cause) => causeLines(cause, page)),
    page,
  );
};

/** Every broken SHOULD as a block. */
export const warningsSection: Section = (page) => {
  const open = page.report.results.filter((result) => result.verdict === 'warn' && !isBaselined(result));
  const blocks = shareVerdicts(open).map((shared: SharedVerdict) => paintedBlock(shared, page));
  return separated('Warnings', blocks, page);
};

function separated(heading: string, blocks: readonly string[][], { ink }: Page): string[] {
  if (blocks.length === 0) return [];
  return [ink('strong', heading), ...blocks.flatMap((lines) => ['', ...lines])];
}

function causeLines({ verdict, consequences }: Cause, page: Page): string[] {
  const failing = consequences.filter((result) => result.verdict === 'fail');
  const unjudged = consequences.filter((result) => result.verdict !== 'fail');
  return [
    ...paintedBlock(verdict, page),
    ...consequenceLines(failing, ['fails too', 'fail too'], page),
    ...consequenceLines(unjudged, 'could not be judged', page),
  ];
}

function consequenceLines(
  results: readonly ReportResult[],
  happened: string | readonly [one: string, many: string],
  { width, ink }: Page,
): string[] {
  const ids = [...new Set(results.map(({ requirement }) => requirement))];
  if (ids.length === 0) return [];
  const [one, many] = typeof happened === 'string' ? [happened, happened] : happened;
  const sentence = `${count(ids.length, 'requirement')} ${ids.length === 1 ? one : many} because of this:`;
  const named = ids.length > namedOneByOne ? families(ids) : ids;
  return ['', ...hang(' '.repeat(8), `${sentence} ${named.join(', ')}`, width)].map((line) =>
    ink('unknown', line),
  );
}

/** Ids by their prefix, as `--requirement` takes it, with how many of each. */
function families(ids: readonly string[]): string[] {
  return groupBy(ids, (id) => id.split('.').slice(0, -1).join('.')).map((group) => {
    const [first = ''] = group;
    return group.length === 1 ? first : `${first.split('.').slice(0, -1).join('.')}.* (${group.length})`;
  });
}
