import type { Marks } from './diagram-rows.ts';
import type { ReportResult } from './schema.ts';

/** What the exchanges of a flow are to a verdict: its control, and the offence or the evidence. */
export function marksOf({ verdict, control, evidence }: ReportResult): Marks {
  const part = verdict === 'fail' || verdict === 'warn' ? 'offence' : 'evidence';
  const marks = new Map<string, 'control' | 'offence' | 'evidence'>(evidence.map((id) => [id, part]));
  if (control !== null) marks.set(control, 'control');
  return marks;
}
