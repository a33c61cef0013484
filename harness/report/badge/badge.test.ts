import { expect, test } from 'vitest';
import { plainOptions } from '../reporter.ts';
import { sampleReport } from '../sample-report.ts';
import type { Report, ReportResult } from '../schema.ts';
import { badgeOf } from './badge.ts';
import badgeJson from './badge-json.ts';
import badgeSvg from './badge-svg.ts';
import { badgeColours } from './colours.ts';

const [first] = sampleReport.results;
if (!first) throw new Error('the sample has no results');
const base: ReportResult = { ...first, baseline: null, revision: '2026-07-28' };
const entry = { reason: 'x', issue: null, until: null, source: null, origin: 'file' as const, place: null };

function report(verdicts: readonly Partial<ReportResult>[], changes: Partial<Report> = {}): Report {
  const results = verdicts.map((result, index) => ({ ...base, requirement: `as.a.b-${index}`, ...result }));
  const fail = results.filter(({ verdict, baseline }) => verdict === 'fail' && baseline === null).length;
  const { summary } = sampleReport;
  const exitCode = fail > 0 ? 1 : 0;
  return {
    ...sampleReport,
    revisions: ['2026-07-28'],
    exitCode,
    summary: { ...summary, fail },
    results,
    ...changes,
  };
}

const pass = { verdict: 'pass' } as const;
const fail = { verdict: 'fail' } as const;
const unjudged = { verdict: 'inconclusive' } as const;

test.each<[string, Report, string, string]>([
  ['all that hold', report([pass, pass, { verdict: 'skip' }]), '2/2 MUST', 'green'],
  ['a failure', report([pass, fail]), '1/2 MUST', 'red'],
  ['what was not judged', report([pass, unjudged], { exitCode: 3 }), '1/2, 1 unjudged', 'grey'],
  ['a failure and what was not judged', report([pass, fail, unjudged]), '1/3, 1 unjudged', 'red'],
  ['a known failure', report([pass, { ...fail, baseline: entry }]), '1/2 MUST', 'amber'],
  ['a broken SHOULD', report([pass, { verdict: 'warn', level: 'SHOULD' }]), '1/1 MUST', 'green'],
  ['a part of what applies', report([pass], { whole: false }), '1/1 MUST of a part', 'grey'],
  ['a part of our own that broke', report([pass], { exitCode: 3 }), '1/1 MUST', 'grey'],
  ['nothing', report([]), 'not judged', 'grey'],
])('tells %s', (_what, judged, message, colour) => {
  expect(badgeOf(judged)).toEqual({ label: 'MCP auth 2026-07-28', message, colour });
});

test('counts a requirement once, by its worst revision, and names the revisions', () => {
  const both = [
    { ...pass, requirement: 'as.a.b' },
    { ...fail, requirement: 'as.a.b', revision: '2025-11-25' },
  ];
  expect(badgeOf(report(both, { revisions: ['2025-11-25', '2026-07-28'] }))).toMatchObject({
    label: 'MCP auth 2025-11-25–2026-07-28',
    message: '0/1 MUST',
  });
});

test('is what shields.io reads', () => {
  expect(JSON.parse(badgeJson(report([pass]), plainOptions))).toEqual({
    schemaVersion: 1,
    label: 'MCP auth 2026-07-28',
    message: '1/1 MUST',
    color: badgeColours.green,
    labelColor: badgeColours.label,
  });
  expect(JSON.parse(badgeJson(report([fail]), plainOptions))).toMatchObject({ isError: true });
});

test('is a picture that says the same to those who cannot see it', async () => {
  const svg = badgeSvg(report([pass, fail]), plainOptions);
  expect(svg).toContain('role="img" aria-label="MCP auth 2026-07-28: 1/2 MUST"');
  expect(svg).toContain(badgeColours.red);
  await expect(svg).toMatchFileSnapshot('../__snapshots__/badge.svg');
});

test('white text stands out from each colour by 4.5 to 1', () => {
  for (const colour of Object.values(badgeColours)) {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    expect(1.05 / (luminance + 0.05), colour).toBeGreaterThanOrEqual(4.5);
  }
});
