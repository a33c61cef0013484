/** How much of MCP authorization holds, for a badge in a README: no grade, a revision and a fraction. */
import { matrixOf } from '../matrix/matrix.ts';
import { plain } from '../plain-text.ts';
import type { Report } from '../schema.ts';

export interface Badge {
  readonly label: string;
  readonly message: string;
  /** Red for what fails, green only when every MUST that applies was judged and holds. */
  readonly colour: 'red' | 'green' | 'amber' | 'grey';
}

/** What the badge of a report says. Pure. */
export function badgeOf(report: Report): Badge {
  const label = `MCP auth ${revisionsText(report.revisions)}`;
  const [column] = matrixOf([{ name: 'report', report }]).columns;
  const { hold, apply, unjudged } = column?.must ?? { hold: 0, apply: 0, unjudged: 0 };
  if (apply === 0) return { label, message: 'not judged', colour: 'grey' };
  const rest = unjudged > 0 ? `, ${unjudged} unjudged` : ' MUST';
  const part = report.whole ? '' : ' of a part';
  return {
    label,
    message: `${hold}/${apply}${rest}${part}`,
    colour: colourOf(report, hold === apply, unjudged),
  };
}

function colourOf(report: Report, allHold: boolean, unjudged: number): Badge['colour'] {
  if (report.summary.fail > 0) return 'red';
  if (unjudged > 0 || !report.whole || ![0, 1].includes(report.exitCode)) return 'grey';
  return allHold ? 'green' : 'amber';
}

function revisionsText(revisions: readonly string[]): string {
  const sorted = revisions.map(plain).toSorted();
  const [first = '', last = first] = [sorted[0], sorted.at(-1)];
  return first === last ? first : `${first}–${last}`;
}
