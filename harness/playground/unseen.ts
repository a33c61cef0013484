import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { Revision } from '../catalogue/vocabulary.ts';
import type { Report } from '../report/schema.ts';

/** The requirements of a client that its visit has not shown, and what it would take to show them. */
export function unseenByVisits(
  revision: Revision,
  report: Report,
): { readonly requirement: string; readonly reason: string }[] {
  const catalogue = loadCatalogue();
  const shown = new Set(
    report.results
      .filter(({ role, verdict }) => role === 'client' && verdict !== 'skip' && verdict !== 'inconclusive')
      .map(({ requirement }) => requirement),
  );
  return catalogue.requirements
    .filter(({ id, role }) => role === 'client' && catalogue.holds(id, revision) && !shown.has(id))
    .map(({ id, untestable }) => ({
      requirement: id,
      reason: untestable ?? 'this visit has not shown it',
    }));
}
