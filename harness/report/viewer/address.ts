/** What the fragment of the page's address says: a verdict to go to, or a filter. */

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
      : `#${encodeURIComponent(address.query).replaceAll('%3A', ':').replaceAll('%20', '+')}`;
  return hashOf(address.anchor, address.exchange);
}

/** The fragment of a link to a verdict or to an exchange in it. */
export function hashOf(anchor: string, exchange: string | null = null): string {
  return `#${encodeURIComponent(anchor)}${exchange === null ? '' : `/${encodeURIComponent(exchange)}`}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
