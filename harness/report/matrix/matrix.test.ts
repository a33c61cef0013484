import { expect, it } from 'vitest';
import { plainOptions } from '../reporter.ts';
import { sampleReport } from '../sample-report.ts';
import type { Report, ReportResult } from '../schema.ts';
import { matrixOf } from './matrix.ts';
import { matrixHtml } from './matrix-html.ts';
import { matrixText, signOf } from './matrix-text.ts';

const [first] = sampleReport.results;
if (!first) throw new Error('the sample has no results');
const base: ReportResult = { ...first, reason: '', skipReason: null, blockedBy: null, baseline: null };

function report(
  provider: string,
  verdicts: Record<string, ReportResult['verdict'] | ReportResult['verdict'][]>,
  command = 'run',
): Report {
  const results = Object.entries(verdicts).flatMap(([requirement, each]) =>
    [each]
      .flat()
      .map((verdict, index) => ({ ...base, requirement, verdict, revision: `2025-0${index + 1}-01` })),
  );
  return { ...sampleReport, provider, command, results };
}

function signs(...reports: readonly Report[]) {
  const matrix = matrixOf(reports.map((one, index) => ({ name: `file-${index}.json`, report: one })));
  const rows = matrix.rows.map(({ requirement, cells }) => [
    requirement,
    cells.map((cell) => (cell === null ? '' : signOf(cell))).join('|'),
  ]);
  return {
    names: matrix.columns.map(({ name }) => name),
    rows: Object.fromEntries(rows),
    columns: matrix.columns,
  };
}

it('has a column for each provider and says nothing where a report has nothing', () => {
  const { names, rows } = signs(
    report('acme', { 'as.a': 'pass', 'as.b': 'fail' }),
    report('other', { 'as.b': 'pass', 'as.c': 'skip' }),
  );
  expect(names).toEqual(['acme', 'other']);
  expect(rows).toEqual({ 'as.a': '✓|', 'as.b': '✗|✓', 'as.c': '|–' });
});

it('shows the worst of the revisions and modes, and never green over what could not be judged', () => {
  expect(
    signs(
      report('acme', {
        'as.a': ['pass', 'fail'],
        'as.b': ['pass', 'inconclusive'],
        'as.c': ['skip', 'pass'],
      }),
    ).rows,
  ).toEqual({ 'as.a': '✗', 'as.b': '?', 'as.c': '✓' });
});

it('puts the shards of one run into one column, and no two other runs', () => {
  const shards = [
    report('acme', { 'as.a': 'pass', 'as.b': 'skip' }, 'mcp-conformance run --shard 1/2 --mode all'),
    report('acme', { 'as.a': 'skip', 'as.b': 'fail' }, 'mcp-conformance run --shard 2/2 --mode all'),
  ];
  expect(signs(...shards)).toMatchObject({ names: ['acme'], rows: { 'as.a': '✓', 'as.b': '✗' } });
  const apart = [report('acme', { 'as.a': 'pass' }), report('acme', { 'as.a': 'fail' })];
  expect(signs(...apart)).toMatchObject({
    names: ['acme (file-0)', 'acme (file-1)'],
    rows: { 'as.a': '✓|✗' },
  });
});

it('counts the MUSTs that hold, and tells those that could not be judged', () => {
  const { columns } = signs(
    report('acme', { 'as.a': 'pass', 'as.b': 'fail', 'as.c': 'inconclusive', 'as.d': 'skip' }),
  );
  expect(columns[0]?.must).toEqual({ hold: 1, apply: 3, unjudged: 1 });
  const matrix = matrixOf([
    { name: 'a', report: report('acme', { 'as.a': 'pass', 'as.c': 'inconclusive' }) },
  ]);
  expect(matrixText(matrix, plainOptions)).toContain('acme  1 of 2 MUST hold  1 could not be judged');
});

it('says of a report without a verdict why there is none', () => {
  const preflight = [
    { step: 'reachable', ok: false, detail: 'connection\n\u001b[31mrefused', durationMs: 1 },
  ];
  const matrix = matrixOf([
    { name: 'a', report: report('acme', { 'as.a': 'pass' }) },
    { name: 'b', report: { ...report('down', {}), preflight } },
  ]);
  expect(matrix.columns.map(({ stopped }) => stopped)).toEqual([null, 'connection\n\u001b[31mrefused']);
  expect(matrixText(matrix, plainOptions)).toMatch(/down +not judged +connection refused\n/);
  expect(matrixHtml(matrix)).toContain('<td colspan="2" class="reason">not judged: connection refused</td>');
});
