import { expect, it } from 'vitest';
import { plainOptions } from '../reporter.ts';
import { sampleReport } from '../sample-report.ts';
import type { Report, ReportResult } from '../schema.ts';
import { compareReports, isWorse } from './changes.ts';
import { comparisonText } from './comparison-text.ts';

const [first] = sampleReport.results;
if (!first) throw new Error('the sample has no results');
const base: ReportResult = { ...first, reason: '', skipReason: null, blockedBy: null, baseline: null };

const known = {
  reason: 'known',
  issue: null,
  until: null,
  source: null,
  origin: 'file',
  place: null,
} as const;
const standings = {
  pass: { verdict: 'pass' },
  fail: { verdict: 'fail', title: 'It breaks.' },
  warn: { verdict: 'warn', title: 'It is not as it should be.' },
  unjudged: { verdict: 'inconclusive', reason: 'nobody signed in' },
  unselected: { verdict: 'skip', skipReason: 'not-selected', reason: 'belongs to another shard' },
  inapplicable: { verdict: 'skip', skipReason: 'capability-not-declared', reason: 'is not offered' },
  known: { verdict: 'fail', baseline: known },
} as const satisfies Record<string, Partial<ReportResult>>;
type Standing = keyof typeof standings;

function reportOf(...results: readonly Partial<ReportResult>[]): Report {
  return { ...sampleReport, results: results.map((result) => ({ ...base, ...result })) };
}

function kinds(before: Standing | null, after: Standing | null) {
  const one = reportOf(...(before === null ? [] : [standings[before]]));
  const other = reportOf(...(after === null ? [] : [standings[after]]));
  const comparison = compareReports(one, other);
  return [
    comparison.changes.map(({ kind }) => kind).join(),
    isWorse(comparison, false),
    isWorse(comparison, true),
  ];
}

it.each<[Standing | null, Standing | null, kind: string, worse: boolean, worseWhenStrict: boolean]>([
  ['pass', 'pass', '', false, false],
  ['fail', 'fail', '', false, false],
  ['pass', 'fail', 'newly-failing', true, true],
  [null, 'fail', 'newly-failing', true, true],
  ['known', 'fail', 'newly-failing', true, true],
  ['unjudged', 'fail', 'newly-failing', true, true],
  ['pass', 'unjudged', 'no-longer-judged', true, true],
  ['fail', 'unjudged', 'no-longer-judged', true, true],
  ['pass', 'unselected', 'no-longer-judged', true, true],
  ['pass', null, 'no-longer-judged', true, true],
  ['pass', 'inapplicable', 'no-longer-applies', false, false],
  ['pass', 'warn', 'newly-warned', false, true],
  ['fail', 'pass', 'newly-passing', false, false],
  ['unjudged', 'pass', 'newly-judged', false, false],
  [null, 'pass', 'newly-judged', false, false],
  ['fail', 'known', 'newly-in-baseline', false, false],
  ['unselected', 'unjudged', 'newly-unjudged', false, false],
])('says of %s, then %s: %s', (before, after, ...said) => {
  expect(kinds(before, after)).toEqual(said);
});

it('folds what changed alike in several revisions and modes, and nothing else', () => {
  const places = [{ revision: '2025-11-25' }, { revision: '2026-07-28' }, { mode: 'static' as const }];
  const before = reportOf(...places.map((place) => ({ ...place, verdict: 'pass' as const })));
  const after = reportOf(...places.map((place) => ({ ...place, ...standings.fail })));
  const { changes } = compareReports(before, after);
  expect(changes.map(({ where }) => where.length)).toEqual([3]);
  const { changes: partly } = compareReports(before, {
    ...after,
    results: after.results.map((result, index) =>
      index === 0 ? { ...result, ...standings.unjudged } : result,
    ),
  });
  expect(partly.map(({ kind, where }) => [kind, where.length])).toEqual([
    ['newly-failing', 2],
    ['no-longer-judged', 1],
  ]);
});

it('writes no control character of a report to the terminal, and no line beyond the width', () => {
  const hostile = `\u001b[2J\u202e${'a'.repeat(300)}`;
  const before = reportOf({ requirement: hostile, verdict: 'pass' });
  const after = reportOf({ requirement: hostile, ...standings.fail, title: hostile });
  const comparison = compareReports(before, after);
  const text = comparisonText(
    { name: hostile, report: before },
    { name: 'b', report: after },
    comparison,
    plainOptions,
  );
  expect(text).not.toMatch(/[\u0000-\u0009\u001b\u202e]/);
  expect(text).toContain('exit 1: it is worse than before');
});
