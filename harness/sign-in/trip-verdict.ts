import { mediaType } from '../trace/exchange.ts';
import type { Reply } from '../trace/http.ts';
import type { TripEnd } from './document-watch.ts';
import { placeOf } from './loopback.ts';

/** How a trip ended, `null` while it goes on; `about` says whether the words complete "the page … at …". */
export type Verdict =
  | { readonly redirectedTo: string | null }
  | { readonly stuck: string; readonly about: 'page' | 'trip' }
  | null;

export const stuckPage = (stuck: string): Verdict => ({ stuck, about: 'page' });
export const stuckTrip = (stuck: string): Verdict => ({ stuck, about: 'trip' });

/** What the end of the provider's part means for the trip. */
export function verdictOf(end: TripEnd): Verdict {
  switch (end.kind) {
    case 'callback':
      return { redirectedTo: end.url };
    case 'refused':
      return stuckTrip(
        `a page leads to ${placeOf(end.url)}, which is neither https nor http on loopback, and is not opened`,
      );
    case 'unanswered':
      return stuckTrip(`${placeOf(end.url)} gave no answer: ${end.message}`);
    default:
      return end satisfies never;
  }
}

/** A document that is no page ends the trip: there is nothing to see on it. */
export function withoutPage({ headers, status, text, exchange }: Reply): Verdict {
  if (/html/.test(mediaType(headers)) || /^\s*</.test(text)) return null;
  if (status >= 400) return { redirectedTo: null };
  return stuckTrip(`${placeOf(exchange.request.url)} answered ${status} with no page`);
}
