import { type Revision, revisions } from '../../catalogue/vocabulary.ts';

/** The revisions that `--spec` means. */
export function revisionsOf(spec: string): Revision[] {
  if (spec === 'all') return [...revisions];
  const newest = revisions[revisions.length - 1] ?? '2026-07-28';
  return [spec === 'latest' || spec === 'draft' ? newest : (spec as Revision)];
}
