import { isIP } from 'node:net';
import { guardedLookup, isLoopbackUrl, isPrivateAddress } from '../../../clients/web/destinations.ts';
import { type Connections, openConnections } from '../../trace/open-http.ts';

const rules = { allowHttp: true, allowPrivate: false };

/** Connections for targets inside the network that the audit runs in, and for those outside, which lead nobody inside. */
export interface Network {
  readonly inside: Connections;
  readonly outside: Connections;
  readonly close: () => void;
}

/** Opens both; with `allowPrivate` there is no difference. */
export function openNetwork(allowPrivate: boolean): Network {
  const inside = openConnections();
  const outside = allowPrivate
    ? inside
    : openConnections({
        lookup: guardedLookup(rules),
        whyNotTo: (address) =>
          isPrivateAddress(address) ? `${address} is inside the network that this audit runs in` : null,
      });
  return {
    inside,
    outside,
    close: () => {
      inside.close();
      outside.close();
    },
  };
}

/** Whether a URL names this machine, or an address of its network, as such: whoever typed it means it. */
export function namesInside(text: string): boolean {
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isLoopbackUrl(url) || (isIP(host) > 0 && isPrivateAddress(host));
}
