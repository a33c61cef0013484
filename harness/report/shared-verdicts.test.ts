import { expect, test } from 'vitest';
import { sampleReport } from './sample-report.ts';
import type { Report, ReportResult } from './schema.ts';
import { causesOf, shareVerdicts, whereParts } from './shared-verdicts.ts';

const [template] = sampleReport.results;
const result = (requirement: string, changes: Partial<ReportResult> = {}): ReportResult => {
  if (!template) throw new Error('the sample has no results');
  return { ...template, requirement, verdict: 'inconclusive', mode: 'dynamic', actual: '', ...changes };
};
const reportOf = (...results: ReportResult[]): Report => ({ ...sampleReport, results });

test('the same verdict in two places is one, whatever the numbers of its placeholders', () => {
  const shared = shareVerdicts([
    result('as.a.b', { revision: '2026-07-28', actual: 'x3 got ‹access token #1› from 127.0.0.1:4000' }),
    result('as.a.b', { revision: '2025-11-25', actual: 'x9 got ‹access token #7› from 127.0.0.1:4001' }),
    result('as.a.b', { revision: '2025-06-18', actual: 'nothing' }),
  ]);
  expect(shared.map(({ result: { revision }, where }) => [revision, where.length])).toEqual([
    ['2026-07-28', 2],
    ['2025-06-18', 1],
  ]);
});

test('says where as two lists when every pair is meant, and as pairs otherwise', () => {
  const dynamic = { revision: '2026-07-28', mode: 'dynamic' } as const;
  const older = { revision: '2025-11-25', mode: 'dynamic' } as const;
  const fixed = { revision: '2026-07-28', mode: 'static' } as const;
  expect(whereParts([dynamic, older])).toEqual(['dynamic', '2025-11-25, 2026-07-28']);
  expect(whereParts([dynamic, older, fixed])).toEqual([
    'dynamic in 2025-11-25, 2026-07-28; static in 2026-07-28',
  ]);
  expect(whereParts([{ revision: '2026-07-28', mode: null }])).toEqual(['2026-07-28']);
});

test('consequences of consequences stand under the first cause', () => {
  const causes = causesOf(
    reportOf(
      result('as.lone.cause', { verdict: 'fail' }),
      result('as.root.cause', { verdict: 'fail' }),
      result('as.middle.one', { blockedBy: 'as.root.cause' }),
      result('as.last.one', { blockedBy: 'as.middle.one' }),
    ),
  );
  expect(
    causes.map(({ verdict, consequences }) => [verdict.result.requirement, consequences.length]),
  ).toEqual([
    ['as.root.cause', 2],
    ['as.lone.cause', 0],
  ]);
});

test('a circle of blocks is nobody’s consequence', () => {
  const circle = [result('as.a.b', { blockedBy: 'as.c.d' }), result('as.c.d', { blockedBy: 'as.a.b' })];
  expect(causesOf(reportOf(...circle))).toEqual([]);
});
