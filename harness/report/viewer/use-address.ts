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
export function useAddress(anchors: ReadonlySet<string>, isInteractive: boolean): AddressState {
  const [address, setAddress] = useState<Address>({ at: 'filter', query: '' });

  useEffect(() => {
    if (!isInteractive) return;
    const read = () => setAddress(parseAddress(location.hash, (anchor) => anchors.has(anchor)));
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, [anchors, isInteractive]);

  const search = useCallback((query: string) => {
    const next: Address = { at: 'filter', query };
    setAddress(next);
    history.replaceState(null, '', formatAddress(next) || location.pathname + location.search);
  }, []);

  return address.at === 'filter'
    ? { query: address.query, target: null, search }
    : { query: '', target: address, search };
}
