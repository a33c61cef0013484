/** What is not green as results of SARIF 2.1.0 (§3.27). */
import { createHash } from 'node:crypto';
import { blockMaker } from '../failure-block.ts';
import { plain } from '../plain-text.ts';
import type { Report, ReportPlace, ReportResult } from '../schema.ts';
import {
  causesOf,
  groupBy,
  isBaselined,
  type SharedVerdict,
  shareVerdicts,
  staleBaseline,
  unexplained,
} from '../shared-verdicts.ts';
import { count } from '../words.ts';
import { type SarifMessage, sarifMessage } from './message.ts';

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: 'fail' | 'open';
  readonly level: 'error' | 'warning' | 'note' | 'none';
  readonly message: SarifMessage;
  readonly locations: readonly SarifLocation[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: 'external'; readonly justification: string }[];
  readonly properties: { readonly party: readonly string[]; readonly rerun: string };
}

interface SarifLocation {
  readonly physicalLocation?: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
  readonly logicalLocations?: readonly { readonly name: string; readonly kind: string }[];
}

/** A result before its rule is known by number. */
export interface Finding {
  /** The verdict that speaks for it. */
  readonly result: ReportResult;
  readonly kind: SarifResult['kind'];
  readonly level: SarifResult['level'];
  readonly message: SarifMessage;
  readonly place: ReportPlace | null;
  readonly party: readonly string[];
  readonly rerun: string;
  readonly justification: string | null;
}

/** One finding for each requirement that fails, warns, could not be judged, or has a baseline entry without need. */
export function findingsOf(report: Report, strict: boolean): Finding[] {
  const open = report.results.filter((result) => !isBaselined(result));
  const of = (verdict: ReportResult['verdict']) => open.filter((result) => result.verdict === verdict);
  const stale = staleBaseline(report);
  const known = report.results.filter(isBaselined);
  const findings = findingMaker(report);
  return [
    ...findings(of('fail'), () => ({ level: 'error' })),
    ...findings(of('warn'), () => ({ level: strict ? 'error' : 'warning' })),
    ...findings(
      of('pass').filter(({ requirement }) => stale.has(requirement)),
      ({ baseline }) => ({ level: 'error', message: sarifMessage(noLongerFails), place: baseline?.place }),
    ),
    ...findings(unexplained(report), () => ({ kind: 'open', level: 'none' })),
    ...findings(known, ({ baseline }) => ({
      level: 'note',
      place: baseline?.place,
      justification: plain(baseline?.reason ?? ''),
    })),
  ];
}

const noLongerFails = 'It no longer fails; remove its entry from the baseline.';

type Peculiar = Pick<Finding, 'level'> & {
  readonly [Key in 'kind' | 'message' | 'place' | 'justification']?: Finding[Key] | undefined;
};

/** Puts the verdicts of each requirement into one finding, with the fact and what was seen wherever it was judged. */
function findingMaker(report: Report) {
  const blockOf = blockMaker(report);
  const consequences = consequencesOf(report);
  const messageOf = ({ result, where }: SharedVerdict) => {
    const { fact, party, expected, actual } = blockOf({ result, where });
    return [
      `${fact} (${party.join(' · ')})`,
      ...(expected === '' ? [] : [`Expected: ${expected}`]),
      ...(actual === '' ? [] : [`Actual: ${actual}`]),
    ];
  };
  return (results: readonly ReportResult[], peculiar: (first: ReportResult) => Peculiar): Finding[] =>
    groupBy(results, ({ requirement }) => requirement).flatMap((group) => {
      const verdicts = shareVerdicts(group);
      const [first] = verdicts;
      if (!first) return [];
      const { party, rerun } = blockOf(first);
      const { kind, level, message, place, justification } = peculiar(first.result);
      const kept = consequences.get(first.result.requirement) ?? 0;
      const because = kept === 0 ? '' : `Not judged because of this: ${count(kept, 'requirement')}.`;
      return {
        result: first.result,
        kind: kind ?? 'fail',
        level,
        message: message ?? sarifMessage(...verdicts.flatMap(messageOf), because),
        place: place ?? report.place,
        party,
        rerun,
        justification: justification ?? null,
      };
    });
}

function consequencesOf(report: Report): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { verdict, consequences } of causesOf(report)) {
    const { requirement } = verdict.result;
    const kept = new Set(consequences.map((result) => result.requirement)).size;
    numbers.set(requirement, Math.max(kept, numbers.get(requirement) ?? 0));
  }
  return numbers;
}

/** The result of a finding, which has the same identity in every run, wherever its line has moved. */
export function sarifResult(finding: Finding, ruleIndex: number): SarifResult {
  const { kind, level, message, place, party, rerun, justification } = finding;
  const ruleId = plain(finding.result.requirement);
  const [name = ''] = party;
  const identity = fingerprint(ruleId, kind, name, place?.file ?? '');
  return {
    ruleId,
    ruleIndex,
    kind,
    level,
    message,
    locations: [locationOf(place, name)],
    partialFingerprints: { primaryLocationLineHash: `${identity}:1`, 'requirement/v1': identity },
    ...(justification === null ? {} : { suppressions: [{ kind: 'external', justification }] }),
    properties: { party, rerun },
  };
}

function fingerprint(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function locationOf(place: ReportPlace | null, name: string): SarifLocation {
  if (place === null) return { logicalLocations: [{ name: plain(name) || 'subject', kind: 'module' }] };
  return {
    physicalLocation: {
      artifactLocation: {
        uri: place.file.split('/').map(encodeURIComponent).join('/'),
        uriBaseId: '%SRCROOT%',
      },
      region: { startLine: place.line, startColumn: 1 },
    },
  };
}
