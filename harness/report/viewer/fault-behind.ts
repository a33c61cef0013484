import type { ReportExchange, ReportResult } from '../schema.ts';

/**
 * The fault behind an offence, or `null`: what was switched on when it was seen, where that was one fault only.
 *
 * With several on, nothing recorded says which of them an exchange shows.
 */
export function faultBehind({ id }: ReportExchange, result: ReportResult): string | null {
  const { verdict, evidence, reproduce } = result;
  if ((verdict !== 'fail' && verdict !== 'warn') || !evidence.includes(id)) return null;
  const faults = reproduce.filter((_, index) => reproduce[index - 1] === '--fault');
  return faults.length === 1 ? (faults[0] ?? null) : null;
}
