import { expect, test } from 'vitest';
import { plainOptions } from '../reporter.ts';
import { sampleReport } from '../sample-report.ts';
import type { Report } from '../schema.ts';
import { type AuditRow, auditExitCode, auditRow, unjudgedRow } from './audit-row.ts';
import { auditText } from './audit-text.ts';

const issuer = { 'authorization-server': { name: 'acme', issuer: 'https://auth.acme.example' } };
const report: Report = { ...sampleReport, subjects: issuer };
const passing = { ...report, summary: { ...report.summary, fail: 0, warn: 0, inconclusive: 0 }, results: [] };
const down = {
  ...passing,
  subjects: {},
  exitCode: 3,
  summary: { ...passing.summary, pass: 0, judged: 0, apply: 0 },
};
const downRow = auditRow('https://down.example/mcp', {
  ...down,
  preflight: [
    {
      step: 'reachable',
      ok: false,
      detail: 'https://down.example/mcp gave no answer: refused',
      durationMs: 1,
    },
  ],
});
const failing = auditRow('https://auth.acme.example', report, { namedBy: 'https://mcp.acme.example/mcp' });
const clean = auditRow(
  'https://ok.example/mcp',
  { ...passing, exitCode: 0 },
  { issuers: ['https://a.example'] },
);
const frame = { facts: ['mcp-conformance 0.1.0'], durationMs: 4100, interrupted: false };
const text = (rows: readonly AuditRow[], changes = {}, options = {}) =>
  auditText(rows, { ...frame, ...changes }, { ...plainOptions, ...options });

test('a row has the worst of a target, and what is not green', () => {
  expect(failing).toMatchObject({
    role: 'authorization-server',
    verdict: 'fail',
    reason: '',
    counts: { pass: 6, fail: 3, warn: 2, inconclusive: 8 },
    namedBy: 'https://mcp.acme.example/mcp',
  });
  expect(new Set(failing.findings.map(({ verdict }) => verdict))).toEqual(
    new Set(['fail', 'warn', 'inconclusive']),
  );
  expect(clean).toMatchObject({ verdict: 'pass', issuers: ['https://a.example'], findings: [] });
  expect(downRow).toMatchObject({ role: null, verdict: 'inconclusive' });
});

test.each<[string, AuditRow[], object, number]>([
  ['all hold', [clean], {}, 0],
  ['one fails and one is down', [downRow, failing, clean], {}, 1],
  ['one is down', [downRow, clean], {}, 3],
  ['one was interrupted', [failing], { interrupted: true }, 130],
  ['nothing was asked', [unjudgedRow('https://x.example', 'broke', null)], {}, 3],
])('where %s it ends as a run would', (_, rows, how, code) => {
  expect(auditExitCode(rows, { strict: false, interrupted: false, ...how })).toBe(code);
});

test('a SHOULD fails an audit that is strict only', () => {
  const warning = { ...clean, counts: { ...clean.counts, warn: 1 }, verdict: 'warn' as const };
  expect(auditExitCode([warning], { strict: false, interrupted: false })).toBe(0);
  expect(auditExitCode([warning], { strict: true, interrupted: false })).toBe(1);
  expect(text([warning], {}, { strict: true })).toMatch(/exit 1: a SHOULD is broken \(--strict\)\n$/);
});

test('reads as it stands in the golden file', async () => {
  await expect(text([failing, downRow, clean])).toMatchFileSnapshot('../__snapshots__/audit.txt');
});

test('names ten of the targets that break the same, and counts the others', () => {
  const many = Array.from({ length: 25 }, (_, index) => ({
    ...failing,
    id: `https://m${index}.example/mcp`,
  }));
  const lines = text(many).split('\n');
  expect(lines).toContainEqual(expect.stringMatching(/MUST {2}as\.token\.code-single-use {2}25 targets$/));
  expect(lines.filter((line) => /^ +and 15 more$/.test(line)).length).toBeGreaterThan(0);
  expect(lines.at(-2)).toBe('exit 1: a MUST is broken');
});

test('keeps to 100 columns and to ASCII where that is asked, and lets nothing steer the terminal', () => {
  const hostile = 'https://x.example/\u001b[31m\u202emoc';
  const rows = [
    { ...failing, id: hostile },
    { ...downRow, reason: `\u001b]8;;x\u0007 ${'long '.repeat(60)}` },
  ];
  const shown = text(rows, { interrupted: true });
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  const long = shown.split('\n').filter((line) => line.length > 100 && !/https?:\/\//.test(line));
  expect(long).toEqual([]);
  expect(text(rows, {}, { ascii: true })).not.toMatch(/[^\n\x20-\x7e]/);
});
