import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';

/**
 * A named, switchable deviation of one of our reference parts.
 *
 * `Part` is what the part opens to its faults: policies to replace and places to step in.
 * The id comes from where the file stands: `servers/faults/authorization-server/token.code-reusable.ts`
 * is `as.token.code-reusable`.
 */
export interface Fault<Part> {
  /** One plain sentence on what the part does wrong while the fault is on. */
  readonly says: string;
  /** Requirements of the part itself that fail while the fault is on, and no others. */
  readonly breaks: readonly RequirementId[];
  /** Requirements of the part that no longer apply while the fault is on: it took away what they are about. */
  readonly hides: readonly RequirementId[];
  /** Requirements of a client that meets the part: the fault is the situation they are about. */
  readonly provokes: readonly RequirementId[];
  /** Whether what it does depends on what it saw before: then no two scenarios share the part. */
  readonly remembers?: boolean;
  readonly install: (part: Part) => void;
}

/** Declares a fault; `breaks`, `hides` and `provokes` may be left out when empty. */
export function defineFault<Part>(
  fault: Pick<Fault<Part>, 'says' | 'install'> & Partial<Fault<Part>>,
): Fault<Part> {
  return Object.freeze({ breaks: [], hides: [], provokes: [], ...fault });
}
