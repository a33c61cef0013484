/** An audit as people read it: one line for each target, then what is broken, and at whom. */
import { plain } from '../plain-text.ts';
import type { ReporterOptions } from '../reporter.ts';
import { groupBy } from '../shared-verdicts.ts';
import { type Ink, inkOf, toAscii, verdictStyles } from '../terminal/ink.ts';
import { type Cell, layOutTable } from '../terminal/table.ts';
import { count, duration, roleName, verdictSigns } from '../words.ts';
import { hang, shorten } from '../wrap.ts';
import { type AuditFinding, type AuditRow, auditExitCode } from './audit-row.ts';

export interface AuditFrame {
  /** Tool, catalogue and revisions. */
  readonly facts: readonly string[];
  readonly durationMs: number;
  readonly interrupted: boolean;
}

/** More targets than this are counted. */
const namedTargets = 10;
const widestTarget = 56;
const indent = ' '.repeat(8);

/** Renders the whole audit; its last line says what the exit code means. */
export function auditText(rows: readonly AuditRow[], frame: AuditFrame, options: ReporterOptions): string {
  const ink = inkOf(options);
  const width = Math.min(options.width, 100);
  const sections = [
    [
      ink(
        'strong',
        [...frame.facts, `audit of ${count(rows.length, 'target')}, without a login`].join(' · '),
      ),
    ],
    targetTable(rows, ink),
    section('Failures', brokenLines(rows, 'fail', { width, ink }), ink),
    section('Could not be judged', unjudgedLines(rows, { width, ink }), ink),
    section('Warnings', brokenLines(rows, 'warn', { width, ink }), ink),
    lastLines(rows, frame, options.strict, ink),
  ];
  const text = `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
  return options.ascii ? toAscii(text) : text;
}

interface Look {
  readonly width: number;
  readonly ink: Ink;
}

function section(title: string, lines: readonly string[], ink: Ink): string[] {
  return lines.length === 0 ? [] : [ink('strong', title), ...lines];
}

const countColumns = ['pass', 'fail', 'warn', 'inconclusive'] as const;

function targetTable(rows: readonly AuditRow[], ink: Ink): string[] {
  if (rows.length === 0) return [];
  const quiet = (text: string): Cell => ({ text, paint: (padded) => ink('quiet', padded) });
  const head = [
    quiet(''),
    quiet('target'),
    quiet('role'),
    ...countColumns.map((text) => ({ ...quiet(text), align: 'right' as const })),
  ];
  return layOutTable([head, ...rows.map((row) => targetLine(row, ink))]);
}

function targetLine({ id, role, verdict, counts }: AuditRow, ink: Ink): Cell[] {
  const style = verdictStyles[verdict];
  return [
    { text: verdictSigns[verdict], paint: (padded) => ink(style, padded) },
    { text: nameOf(id) },
    { text: role === null ? 'not judged' : roleName(role) },
    ...countColumns.map((column): Cell => {
      const number = counts[column];
      return {
        text: `${number}`,
        align: 'right',
        paint: (padded) => ink(number === 0 ? 'quiet' : verdictStyles[column], padded),
      };
    }),
  ];
}

const nameOf = (id: string) => shorten(plain(id).slice(0, 4 * widestTarget), widestTarget);

interface Seen {
  readonly id: string;
  readonly finding: AuditFinding;
}

/** One block for each broken requirement, those that most targets break first. */
function brokenLines(rows: readonly AuditRow[], verdict: 'fail' | 'warn', look: Look): string[] {
  const seen = rows.flatMap(({ id, findings }) =>
    findings.filter((finding) => finding.verdict === verdict).map((finding): Seen => ({ id, finding })),
  );
  return groupBy(seen, ({ finding }) => finding.requirement)
    .toSorted((a, b) => targetsOf(b).length - targetsOf(a).length)
    .flatMap((group) => ['', ...blockOf(group, look)]);
}

const targetsOf = (group: readonly Seen[]) => [...new Set(group.map(({ id }) => id))];

function blockOf(group: readonly Seen[], { width, ink }: Look): string[] {
  const [first] = group;
  if (!first) return [];
  const { finding } = first;
  const style = verdictStyles[finding.verdict];
  const ids = targetsOf(group);
  const head = `${verdictSigns[finding.verdict]} ${finding.level}  ${plain(finding.requirement)}  ${count(ids.length, 'target')}`;
  const shown = ids.slice(0, namedTargets).flatMap((id) => {
    const actual = group.find((seen) => seen.id === id)?.finding.actual ?? '';
    return hang(`${indent}  `, `${nameOf(id)}: ${plain(actual)}`, width);
  });
  const left = ids.length - namedTargets;
  const [reference] = finding.references;
  return [
    ink(style, head),
    ...hang(indent, plain(finding.title), width),
    ...shown,
    ...(left > 0 ? [`${indent}  and ${left} more`] : []),
    ...labelled('expected', finding.expected, width),
    ...labelled('fix', finding.fix, width),
    ...(reference ? labelled('spec', `${reference.title}  ${reference.url}`, width) : []),
  ];
}

function labelled(label: string, text: string, width: number): string[] {
  return text === '' ? [] : hang(`${indent}${label.padEnd(9)}`, plain(text), width);
}

/** Targets that were not judged at all, and requirements that could not be judged at some; one entry for each reason. */
function unjudgedLines(rows: readonly AuditRow[], { width, ink }: Look): string[] {
  const whole = rows
    .filter(({ reason }) => reason !== '')
    .map(({ id, reason }) => ({ id, reason, what: '' }));
  const parts = rows.flatMap(({ id, findings }) =>
    findings
      .filter(({ verdict }) => verdict === 'inconclusive')
      .map(({ requirement, reason }) => ({ id, reason, what: requirement })),
  );
  return groupBy([...whole, ...parts], ({ reason }) => reason).flatMap((group) => {
    const ids = [...new Set(group.map(({ id }) => id))];
    const what = [...new Set(group.map((one) => one.what))].filter(Boolean);
    const reason = plain(group[0]?.reason ?? '') || 'no reason was given';
    const left = ids.length > namedTargets ? ` and ${ids.length - namedTargets} more` : '';
    const named = `${ids.slice(0, namedTargets).map(nameOf).join(', ')}${left}`;
    // A reason that names its target need not be told whose it is.
    const whose = ids.length === 1 && reason.includes(nameOf(ids[0] ?? '')) ? '' : named;
    const below = [whose, what.join(', ')].filter(Boolean).join(': ');
    return [
      '',
      ...hang('? ', reason, width).map((line) => ink('unknown', line)),
      ...(below === '' ? [] : hang('    ', below, width)),
    ];
  });
}

const meanings: Readonly<Record<number, string>> = {
  0: 'all that was judged holds',
  3: 'something could not be judged',
  130: 'interrupted',
};

function lastLines(rows: readonly AuditRow[], frame: AuditFrame, strict: boolean, ink: Ink): string[] {
  const number = (verdict: AuditRow['verdict']) => rows.filter((row) => row.verdict === verdict).length;
  const parts = [
    `${count(rows.length, 'target')}`,
    `${number('fail')} with failures`,
    `${number('inconclusive')} not wholly judged`,
    `${number('warn')} with warnings only`,
    `${number('pass')} passed`,
    duration(frame.durationMs),
  ];
  const code = auditExitCode(rows, { strict, interrupted: frame.interrupted });
  const isMust = rows.some(({ counts }) => counts.fail > 0);
  const meaning = meanings[code] ?? (isMust ? 'a MUST is broken' : 'a SHOULD is broken (--strict)');
  return [
    ...(frame.interrupted ? [ink('warn', 'interrupted; targets that are missing were not asked')] : []),
    parts.join(' · '),
    `exit ${code}: ${meaning}`,
  ];
}
