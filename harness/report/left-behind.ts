import type { Report } from './schema.ts';

/** Clients that were left behind for one reason. */
export interface LeftTogether {
  /** How many registrations; a provider that calls every client the same has fewer ids. */
  readonly number: number;
  readonly clientIds: readonly string[];
  readonly remedy: string;
}

/** What a run left behind, told once for each remedy. Pure. */
export function leftTogether({ left }: Report['cleanup']): LeftTogether[] {
  const byRemedy = new Map<string, string[]>();
  for (const { clientId, remedy } of left) byRemedy.set(remedy, [...(byRemedy.get(remedy) ?? []), clientId]);
  return [...byRemedy].map(([remedy, ids]) => ({
    remedy,
    number: ids.length,
    clientIds: [...new Set(ids)],
  }));
}
