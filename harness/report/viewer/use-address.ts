import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Address, formatAddress, parseAddress } from './address.ts';

/** A verdict, and perhaps an exchange of it, that the reader was sent to. */
export type Target = Extract<Address, { at: 'verdict' }>;

/** What the address of the page says, and how to change it. */
export interface AddressState {
  readonly query: string;
  readonly target: Target | null;
  readonly search: (query: string) => void;
}

/** Keeps what is shown and the fragment of the page's address the same. */
export function useAddress(isAnchor: (anchor: string) => boolean): AddressState {
  const [address, setAddress] = useState<Address>(() => readAddress(isAnchor));

  useEffect(() => {
    const read = () => {
      setAddress(readAddress(isAnchor));
      // A heading may have been hidden by the filter when the browser wanted to go there.
      requestAnimationFrame(() => placeOf(location.hash)?.scrollIntoView());
    };
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, [isAnchor]);

  const search = useCallback((query: string) => {
    const next: Address = { at: 'filter', query };
    setAddress(next);
    history.replaceState(null, '', formatAddress(next) || location.pathname + location.search);
  }, []);

  return address.at === 'filter'
    ? { query: address.query, target: null, search }
    : { query: '', target: address, search };
}

/** A heading that the page itself links to is a place, and no filter. */
function readAddress(isAnchor: (anchor: string) => boolean): Address {
  if (placeOf(location.hash)) return { at: 'filter', query: '' };
  return parseAddress(location.hash, isAnchor);
}

function placeOf(hash: string): Element | null {
  const place = document.getElementById(hash.slice(1));
  return place?.matches('#verdicts, .group > h2') ? place : null;
}
