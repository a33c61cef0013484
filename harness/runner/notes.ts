import type { ProviderNote } from '../define/note.ts';
import type { Recorded } from '../trace/trace.ts';

/** The notes of a provider that a run has seen, each with the first exchange that shows it. Pure. */
export function notesSeen(
  notes: readonly ProviderNote[],
  traces: readonly { readonly trace: Recorded }[],
  ids: ReadonlyMap<string, string>,
): string[] {
  const exchanges = traces.flatMap(({ trace }) => trace.exchanges);
  return notes.flatMap(({ says, source, seen }) => {
    const shown = exchanges.find(seen);
    return shown ? [`Seen in ${ids.get(shown.id)}: ${says}${source ? ` (${source})` : ''}`] : [];
  });
}
