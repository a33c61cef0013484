/** The worst of a report as workflow commands of GitHub Actions, which shows them beside a file. */
import { plain } from '../plain-text.ts';
import type { Report, ReportPlace, ReportResult } from '../schema.ts';
import {
  causesOf,
  groupBy,
  isBaselined,
  shareVerdicts,
  staleBaseline,
  unexplained,
} from '../shared-verdicts.ts';
import { count } from '../words.ts';
import { shorten } from '../wrap.ts';

/** GitHub shows no more of one step. */
const shownByGitHub = 10;
const longestMessage = 1000;

interface Annotation {
  readonly kind: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  readonly place: ReportPlace | null;
}

/** The ten worst, one line each: what broke the set-up, failures by cause, what could not be judged, warnings. */
export function annotations(report: Report, { strict }: { readonly strict: boolean }): string[] {
  const worst = [
    ...brokenSetUp(report),
    ...failures(report),
    ...staleEntries(report),
    ...unjudged(report),
    ...warnings(report, strict),
  ];
  return worst.slice(0, shownByGitHub).map(command);
}

function brokenSetUp({ preflight, place }: Report): Annotation[] {
  return preflight
    .filter(({ ok }) => !ok)
    .map(({ step, detail }) => ({ kind: 'error', title: `preflight: ${step}`, message: detail, place }));
}

function failures(report: Report): Annotation[] {
  const causes = causesOf(report);
  const told = new Set(causes.map(({ verdict }) => verdict.result.requirement));
  const following = report.results.filter(
    (result) => result.verdict === 'fail' && !isBaselined(result) && !told.has(result.requirement),
  );
  return [
    ...causes.map(({ verdict, consequences }) => {
      const kept = new Set(consequences.map(({ requirement }) => requirement)).size;
      return ofVerdict(
        report,
        'error',
        verdict.result,
        kept === 0 ? '' : ` Keeps ${count(kept, 'other')} from being judged.`,
      );
    }),
    ...shareVerdicts(following).map(({ result }) => ofVerdict(report, 'error', result)),
  ];
}

function warnings(report: Report, strict: boolean): Annotation[] {
  const open = report.results.filter((result) => result.verdict === 'warn' && !isBaselined(result));
  return shareVerdicts(open).map(({ result }) => ofVerdict(report, strict ? 'error' : 'warning', result));
}

function ofVerdict(
  { place }: Report,
  kind: Annotation['kind'],
  { level, requirement, title, expected, actual, fix }: ReportResult,
  more = '',
): Annotation {
  const said = [title, expected && `Expected ${expected}; actual ${actual}.`, fix && `Fix: ${fix}`];
  return { kind, place, title: `${level} ${requirement}`, message: said.filter(Boolean).join(' ') + more };
}

function staleEntries(report: Report): Annotation[] {
  return [...staleBaseline(report)].map((id) => ({
    kind: 'error',
    title: `baseline: ${id}`,
    message: 'no longer fails; remove its entry from the baseline',
    place:
      report.results.find(({ requirement, baseline }) => requirement === id && baseline)?.baseline?.place ??
      null,
  }));
}

function unjudged(report: Report): Annotation[] {
  return groupBy(unexplained(report), ({ reason }) => reason).map((group) => {
    const ids = [...new Set(group.map(({ requirement }) => requirement))];
    const title = `${count(ids.length, 'requirement')} could not be judged`;
    return { kind: 'warning', title, message: `${group[0]?.reason}: ${ids.join(', ')}`, place: report.place };
  });
}

/** What came off the wire must not end a command and begin another. */
function command({ kind, title, message, place }: Annotation): string {
  const data = (text: string) =>
    shorten(plain(text).slice(0, 4 * longestMessage), longestMessage).replaceAll('%', '%25');
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const where = place === null ? [] : [`file=${property(place.file)}`, `line=${place.line}`];
  return `::${kind} ${[...where, `title=${property(title)}`].join(',')}::${data(message)}`;
}
