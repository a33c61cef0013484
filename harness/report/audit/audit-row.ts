/** One target of an audit, with all of its verdicts that are not green; small enough to be kept for thousands. */
import type { Role } from '../../catalogue/vocabulary.ts';
import type { Report, ReportResult } from '../schema.ts';

/** A verdict that is not green, without its exchanges. */
export type AuditFinding = Pick<
  ReportResult,
  | 'requirement'
  | 'level'
  | 'revision'
  | 'verdict'
  | 'title'
  | 'expected'
  | 'actual'
  | 'fix'
  | 'reason'
  | 'references'
  | 'blockedBy'
>;

export interface AuditRow {
  /** The URL that was named. */
  readonly id: string;
  /** What answers there; `null`: nobody who could be judged. */
  readonly role: Role | null;
  /** The worst that was found. */
  readonly verdict: 'fail' | 'inconclusive' | 'warn' | 'pass';
  /** Why nothing was judged, or ''. */
  readonly reason: string;
  readonly counts: Pick<Report['summary'], 'pass' | 'fail' | 'warn' | 'inconclusive'>;
  /** The authorization servers that it names, which are targets of their own. */
  readonly issuers: readonly string[];
  /** The targets that name this one, where nobody else did. */
  readonly namedBy: string | null;
  readonly durationMs: number;
  readonly findings: readonly AuditFinding[];
}

/** What is kept of the report of one target. Pure. */
export function auditRow(
  id: string,
  report: Report,
  { issuers = [], namedBy = null }: { issuers?: readonly string[]; namedBy?: string | null } = {},
): AuditRow {
  const { pass, fail, warn, inconclusive } = report.summary;
  const [role = null] = Object.keys(report.subjects) as Role[];
  const stopped = report.preflight.find(({ ok }) => !ok);
  return {
    id,
    role,
    verdict: worstOf(report),
    reason: stopped?.detail ?? (report.summary.apply === 0 ? 'nothing could be judged' : ''),
    counts: { pass, fail, warn, inconclusive },
    issuers,
    namedBy,
    durationMs: report.durationMs,
    findings: report.results
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn' || verdict === 'inconclusive')
      .map(
        ({
          requirement,
          level,
          revision,
          verdict,
          title,
          expected,
          actual,
          fix,
          reason,
          references,
          blockedBy,
        }) => ({
          ...{ requirement, level, revision, verdict, title, expected, actual, fix, reason },
          ...{ references, blockedBy },
        }),
      ),
  };
}

/** A target of which nothing could be found out. */
export function unjudgedRow(id: string, reason: string, namedBy: string | null): AuditRow {
  const counts = { pass: 0, fail: 0, warn: 0, inconclusive: 0 };
  const nothing = { role: null, issuers: [], findings: [], durationMs: 0 };
  return { id, verdict: 'inconclusive', reason, counts, namedBy, ...nothing };
}

function worstOf({ summary, exitCode }: Report): AuditRow['verdict'] {
  if (summary.fail > 0) return 'fail';
  if (summary.inconclusive > 0 || summary.judged === 0 || exitCode >= 3) return 'inconclusive';
  return summary.warn > 0 ? 'warn' : 'pass';
}

/** The exit code of an audit: interrupted, then failed, then could not judge, then clean. */
export function auditExitCode(
  rows: readonly AuditRow[],
  { strict, interrupted }: { readonly strict: boolean; readonly interrupted: boolean },
): number {
  if (interrupted) return 130;
  if (rows.some(({ counts }) => counts.fail > 0 || (strict && counts.warn > 0))) return 1;
  return rows.some(({ verdict }) => verdict === 'inconclusive') ? 3 : 0;
}
