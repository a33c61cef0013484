import { expect, test } from 'vitest';
import { sampleReport } from '../../report/sample-report.ts';
import type { ReportResult } from '../../report/schema.ts';
import { updatedBaseline } from './update-baseline.ts';

const [sample] = sampleReport.results;
const result = (requirement: string, changes: Partial<ReportResult>) =>
  ({
    ...sample,
    requirement,
    mode: 'dynamic',
    revision: '2026-07-28',
    baseline: null,
    ...changes,
  }) as ReportResult;
const report = (...results: ReportResult[]) => ({
  results,
  modes: ['dynamic', 'static'] as const,
  revisions: ['2026-07-28'] as const,
});
const update = (text: string, ...results: ReportResult[]) =>
  updatedBaseline(text, report(...results) as never);

test('a new failure gets an entry that still has to be reasoned', () => {
  expect(update('', result('as.iss.sent', { verdict: 'fail' }))).toEqual({
    text: '- requirement: as.iss.sent\n  reason: TODO\n',
    added: 1,
    removed: 0,
  });
});

test('a failure in one mode of two gets an entry for that mode', () => {
  const both = [
    result('as.iss.sent', { verdict: 'fail', mode: 'static' }),
    result('as.iss.sent', { verdict: 'pass' }),
  ];
  expect(update('', ...both).text).toBe('- requirement: as.iss.sent\n  mode: static\n  reason: TODO\n');
});

test('what no longer fails goes, and comments and order stay', () => {
  const text = [
    '# What we know of.',
    '- requirement: as.iss.sent # in spring',
    '  reason: planned',
    '- requirement: as.pkce.supports-s256',
    '  reason: old',
    '- requirement: as.metadata.served',
    '  reason: not judged in this run',
    '',
  ].join('\n');
  const {
    text: updated,
    added,
    removed,
  } = update(
    text,
    result('as.iss.sent', { verdict: 'fail', baseline: { reason: 'planned' } as never }),
    result('as.pkce.supports-s256', { verdict: 'pass' }),
  );
  expect(updated).toBe(text.replace('- requirement: as.pkce.supports-s256\n  reason: old\n', ''));
  expect([added, removed]).toEqual([0, 1]);
});

test('an entry that is still TODO is not written twice', () => {
  const text = '- requirement: as.iss.sent\n  reason: TODO\n';
  expect(update(text, result('as.iss.sent', { verdict: 'fail' })).text).toBe(text);
});
