import type { SkipReason } from '../../catalogue/vocabulary.ts';
import { exitMeaning } from '../exit-meaning.ts';
import { leftTogether } from '../left-behind.ts';
import { plain } from '../plain-text.ts';
import type { Report } from '../schema.ts';
import { count, duration } from '../words.ts';
import { hang } from '../wrap.ts';
import type { Piece } from './flow.ts';
import { flow } from './flow.ts';
import type { Style } from './ink.ts';
import type { Page, Section } from './page.ts';

/** What the run registered at the provider and whether it is gone again. */
export const cleanupSection: Section = ({ report, width, ink }) => {
  const { registered, removed, left } = report.cleanup;
  if (registered === 0 && left.length === 0) return [];
  return [
    `cleanup  registered ${count(registered, 'client')}, removed ${removed}`,
    ...leftTogether(report.cleanup).flatMap(({ number, clientIds, remedy }) => [
      ...hang('  ! ', leftLine(number, clientIds.map(plain)), width).map((line) => ink('warn', line)),
      ...hang('    ', plain(remedy), width),
    ]),
  ];
};

function leftLine(number: number, clientIds: readonly string[]): string {
  const many = number === 1 ? '' : `${count(number, 'client')}: `;
  return `left behind: ${many}${clientIds.join(', ')}`;
}

/** The counts, what did not apply, and as the last line how much was judged and what the exit code means. */
export const summarySection: Section = (page) => {
  const { report, width, ink } = page;
  const { judged, apply } = report.summary;
  return [
    ...(report.interrupted
      ? [ink('warn', `interrupted after ${duration(report.durationMs)}; this report is partial`)]
      : []),
    ...countsLines(report, page),
    ...skipLines(report, width).map((line) => ink('quiet', line)),
    `judged ${judged} of ${apply} that apply · exit ${report.exitCode}: ${exitMeaning(report)}`,
  ];
};

function countsLines({ summary, durationMs }: Report, { ink, width }: Page): string[] {
  const { fail, causes, warn, inconclusive, baselined, pass } = summary;
  const failures = count(fail, 'failure') + (fail > 0 ? `, ${count(causes, 'cause')}` : '');
  const piece = (style: Style, number: number, text: string): Piece[] =>
    number === 0 ? [] : [{ text, painted: ink(style, text) }];
  const pieces = [
    ...piece(fail > 0 ? 'fail' : 'pass', 1, failures),
    ...piece('warn', warn, count(warn, 'warning')),
    ...piece('unknown', inconclusive, `${inconclusive} inconclusive`),
    ...piece('quiet', baselined, `${baselined} in the baseline`),
    ...piece('pass', pass, `${pass} passed`),
    ...piece('quiet', 1, duration(durationMs)),
  ];
  return flow('', pieces, ' · ', width);
}

const skipWords: Readonly<Record<SkipReason, string>> = {
  'not-in-this-revision': 'not in this revision',
  'capability-not-declared': 'capability not declared',
  'not-selected': 'not selected',
  intrusiveness: 'more intrusive than was allowed',
  'role-not-under-test': 'about another party',
};

function skipLines({ summary, results }: Report, width: number): string[] {
  if (summary.skip === 0) return [];
  const numbers = new Map<SkipReason, number>();
  for (const { verdict, skipReason } of results) {
    if (verdict === 'skip' && skipReason) numbers.set(skipReason, (numbers.get(skipReason) ?? 0) + 1);
  }
  const reasons = [...numbers].map(([reason, number]) => `${number} ${skipWords[reason]}`);
  const verb = summary.skip === 1 ? 'does not apply' : 'do not apply';
  return hang('', `${summary.skip} ${verb}${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`, width);
}
