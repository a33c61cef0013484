import type { Visit } from '../live/visits/tell-apart.ts';

/** Names visits, so that one keeps its name while more of it comes. */
export interface VisitNames {
  readonly of: (visits: readonly Visit[]) => readonly { readonly visit: Visit; readonly id: string }[];
}

/** Opens a register of names such as `visit/3`, which goes on after those that were given before. */
export function openVisitNames(given: readonly string[]): VisitNames {
  let count = Math.max(0, ...given.map((id) => Number(id.replace(/\D/g, ''))));
  let before = new Map<string, string>();
  return {
    of: (visits) => {
      const now = new Map<string, string>();
      const taken = new Set<string>();
      const named = visits.map((visit) => {
        const ids = visit.arrivals.map(({ exchange }) => exchange.id);
        const known = ids.map((id) => before.get(id)).filter((id) => id !== undefined && !taken.has(id));
        if (known.length === 0) count += 1;
        const id = mostFrequent(known) ?? `visit/${count}`;
        taken.add(id);
        for (const exchange of ids) now.set(exchange, id);
        return { visit, id };
      });
      before = now;
      return named;
    },
  };
}

function mostFrequent(values: readonly (string | undefined)[]): string | undefined {
  const times = (wanted: string | undefined) => values.filter((value) => value === wanted).length;
  return values.toSorted((a, b) => times(b) - times(a))[0];
}
