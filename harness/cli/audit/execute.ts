import { loadCatalogue } from '../../catalogue/catalogue.ts';
import { type AuditRow, auditExitCode, auditRow, unjudgedRow } from '../../report/audit/audit-row.ts';
import { jsonLine } from '../../report/json-text.ts';
import type { Report } from '../../report/schema.ts';
import { type AuditOptions, audit } from '../../runner/audit.ts';
import type { AuditArguments } from '../commands/audit.ts';
import { wholeCommand } from '../run/configuration.ts';
import { onInterrupt } from '../run/interrupt.ts';
import { positive } from '../run/parse-values.ts';
import { openProgress } from '../run/progress.ts';
import { revisionsOf } from '../run/revisions.ts';
import { packageVersion } from '../version.ts';
import { namesInside, openNetwork } from './network.ts';
import { openPoliteGate } from './polite-gate.ts';
import { workOffPolitely } from './polite-queue.ts';
import { printAudit } from './print-audit.ts';
import { openReportFolder } from './report-folder.ts';
import { isTarget, readTargets, type Target } from './targets.ts';

/** A target, with who named it where that was another target. */
interface Job extends Target {
  readonly isInside: boolean;
  readonly namedBy: string | null;
}

/** More authorization servers of one MCP server are not asked. */
const followed = 8;

/** A target that answers slowly all the time is given up after this. */
const budgetMs = 60_000;

/** Executes `audit` and answers with its exit code; a target that is down does not stop the others. */
export async function executeAudit(args: AuditArguments): Promise<number> {
  const targets = readTargets(args.urls ?? [], args.targets);
  const width = positive('--concurrency', args.concurrency) ?? 8;
  const settings = settingsOf(args);
  const folder = openReportFolder(args.out);
  const started = performance.now();
  const network = openNetwork(args['allow-private']);
  const interrupt = onInterrupt();
  const { signal } = interrupt;
  const progress = openProgress(process.stderr, settings.version);
  const rows: AuditRow[] = [];
  const reports = new Map<string, Report>();
  const known = new Set(targets.map(({ url }) => url));

  const run = async (job: Job): Promise<Job[]> => {
    progress.show({ kind: 'started', scenario: job.url });
    const connections = job.isInside ? network.inside : network.outside;
    const { row, report } = await auditOne(job, { ...settings, connections, signal });
    if (signal.aborted) return [];
    rows.push(row);
    if (report) folder.save(report);
    if (report && args.reporter === 'html') reports.set(job.url, report);
    if (args.reporter === 'ndjson') process.stdout.write(jsonLine(row));
    const found = row.issuers.filter((url) => isTarget(url) && !known.has(url)).slice(0, followed);
    for (const url of found) known.add(url);
    progress.show({ kind: 'finished', scenario: job.url, done: rows.length, of: known.size });
    return found.map((url) => ({ url, place: null, isInside: job.isInside, namedBy: job.url }));
  };

  try {
    const jobs = targets.map((target) => ({ ...target, isInside: namesInside(target.url), namedBy: null }));
    await workOffPolitely<Job>(jobs, { width, signal, run, hostOf: ({ url }) => new URL(url).host });
    progress.close();
    const facts = [
      `mcp-conformance ${settings.version}`,
      `catalogue ${loadCatalogue().version}`,
      `revision ${settings.revisions.join(', ')}`,
    ];
    const durationMs = Math.round(performance.now() - started);
    const ordered = inOrder(rows, targets);
    const kept = ordered.flatMap(({ id }) => reports.get(id) ?? []);
    await printAudit(ordered, kept, { facts, durationMs, interrupted: signal.aborted }, args);
    return auditExitCode(rows, { strict: args.strict, interrupted: signal.aborted });
  } finally {
    progress.close();
    interrupt.release();
    network.close();
  }
}

type Settings = Omit<AuditOptions, 'url' | 'isIssuer' | 'place' | 'connections' | 'signal'>;

function settingsOf(args: AuditArguments): Settings {
  const version = packageVersion();
  const pace = positive('--requests-per-second', args['requests-per-second']) ?? 5;
  return {
    version,
    revisions: revisionsOf(args.spec),
    timeoutMs: positive('--timeout', args.timeout) ?? 10_000,
    budgetMs,
    gate: openPoliteGate(pace, `mcp-conformance/${version} (audit)`),
    command: wholeCommand(process.argv.slice(2), null),
  };
}

async function auditOne(
  { url, place, namedBy }: Job,
  settings: Settings & Pick<AuditOptions, 'connections' | 'signal'>,
): Promise<{ row: AuditRow; report: Report | null }> {
  try {
    const { report, issuers } = await audit({ ...settings, url, place, isIssuer: namedBy !== null });
    return { row: auditRow(url, report, { issuers, namedBy }), report };
  } catch (error) {
    const reason = `the audit of it broke: ${error instanceof Error ? error.message : String(error)}`;
    return { row: unjudgedRow(url, reason, namedBy), report: null };
  }
}

/** As the targets were named; what was found stands after what named it. */
function inOrder(rows: readonly AuditRow[], targets: readonly Target[]): AuditRow[] {
  const at = new Map(targets.map(({ url }, index) => [url, index]));
  const placeOf = ({ id, namedBy }: AuditRow) =>
    (at.get(namedBy ?? id) ?? targets.length) + (namedBy === null ? 0 : 0.5);
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
}
