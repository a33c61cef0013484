import type { BrowserScript } from '../define/provider.ts';
import type { Waiting } from './driver.ts';

/** Milliseconds for each of the waits of a trip through a browser. */
export interface TripLimits {
  /** Until a document has come. */
  readonly documentMs: number;
  /** Until a page has shown something that is recognised. */
  readonly patienceMs: number;
  /** Until a page has changed after a button was pressed. */
  readonly reactionMs: number;
  readonly tripMs: number;
}

export interface TripOptions {
  readonly script?: BrowserScript | undefined;
  readonly consentButton?: string | undefined;
  readonly headed?: boolean | undefined;
  readonly onWaiting?: ((waiting: Waiting) => void) | undefined;
  readonly limits?: Partial<TripLimits> | undefined;
  /** What the driver could not do, for the case that it matters. */
  readonly problems: readonly string[];
  readonly pictureFile: () => string;
}

const alone: TripLimits = { documentMs: 20_000, patienceMs: 8_000, reactionMs: 8_000, tripMs: 90_000 };

/** With a person before the screen, who can type the code of a second factor. */
const watched: TripLimits = {
  documentMs: 30_000,
  patienceMs: 180_000,
  reactionMs: 180_000,
  tripMs: 300_000,
};

/** How long a page with scripts must have kept its controls before it is acted on. */
export const stillMs = 250;
/** How long a page that goes on loading is given before it is acted on all the same. */
export const unloadedMs = 3_000;

export function limitsFor(options: Pick<TripOptions, 'headed' | 'limits'>): TripLimits {
  return { ...(options.headed ? watched : alone), ...options.limits };
}
