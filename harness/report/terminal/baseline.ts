import { plain } from '../plain-text.ts';
import type { ReportResult } from '../schema.ts';
import { groupBy, isBaselined, staleBaseline } from '../shared-verdicts.ts';
import { hang } from '../wrap.ts';
import type { Section } from './page.ts';

/** What is known to fail, one grey line each, and what the baseline lists without need. */
export const baselineSection: Section = ({ report, width, ink }) => {
  const known = groupBy(report.results.filter(isBaselined), entryOf).map((group) => knownText(group[0]));
  const stale = [...staleBaseline(report)];
  if (known.length + stale.length === 0) return [];
  return [
    ink('strong', 'Baseline'),
    '',
    ...known.flatMap((text) => hang('– ', text, width).map((line) => ink('quiet', line))),
    ...stale.flatMap((id) =>
      hang('✗ ', `${plain(id)} no longer fails; remove its entry from the baseline`, width).map((line) =>
        ink('fail', line),
      ),
    ),
  ];
};

const entryOf = ({ requirement, baseline }: ReportResult) => JSON.stringify([requirement, baseline]);

function knownText(result: ReportResult | undefined): string {
  if (!result?.baseline) return '';
  const { reason, issue, until, source, origin } = result.baseline;
  const documented = origin === 'provider' ? 'documented by the vendor' : '';
  const details = [documented, issue, until === null ? '' : `until ${until}`, source];
  const said = [`${result.requirement}: ${reason}`, ...details].map((part) => plain(part ?? ''));
  return said.filter(Boolean).join(' · ');
}
