/** What the fragment of the page's address says: a verdict to go to, or a filter. */

import { plain } from '../plain-text.ts';

/** Where the reader is. */
export type Address =
  | { readonly at: 'verdict'; readonly anchor: string; readonly exchange: string | null }
  | { readonly at: 'filter'; readonly query: string };

/** Reads the fragment; what is no known anchor is a filter. */
export function parseAddress(hash: string, isAnchor: (anchor: string) => boolean): Address {
  const text = decoded(hash.replace(/^#/, ''));
  const [anchor = '', exchange = null] = text.split('/', 2);
  return isAnchor(anchor) ? { at: 'verdict', anchor, exchange } : { at: 'filter', query: text };
}

/** The fragment for a place. */
export function formatAddress(address: Address): string {
  if (address.at === 'filter')
    return address.query === ''
      ? ''
      : `#${encoded(address.query).replaceAll('%3A', ':').replaceAll('%20', '+')}`;
  return hashOf(address.anchor, address.exchange);
}

/** The requirement as the id of an element: nothing that a document would change, and no slash. */
export function anchorOf(requirement: string): string {
  return plain(requirement).replaceAll(/[\s/]/g, '-');
}

/** The fragment of a link to a verdict or to an exchange in it. */
export function hashOf(anchor: string, exchange: string | null = null): string {
  return `#${encoded(anchor)}${exchange === null ? '' : `/${encoded(exchange)}`}`;
}

/** Half a character, which no address can hold, becomes the sign for what is missing. */
const encoded = (text: string) => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
