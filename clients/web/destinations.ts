import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Where the client may be sent by what people and servers write; it sends requests from inside somebody's network. */
export interface DestinationRules {
  /** Whether `http` is allowed beyond loopback. */
  readonly allowHttp: boolean;
  /** Whether addresses of the client's own machine and network are allowed. */
  readonly allowPrivate: boolean;
}

const ownNetworks = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  ownNetworks.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  ownNetworks.addSubnet(network, prefix, 'ipv6');

/** Whether an address is one of the machine or the network that the client runs in, or none to send to at all. */
export function isPrivateAddress(address: string): boolean {
  return ownNetworks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

const loopbackName = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether a URL names this machine. */
export function isLoopbackUrl(url: URL): boolean {
  return loopbackName.test(url.hostname);
}

/** Why a request may not go to a URL, or `null` (MCP security best practices, server-side request forgery). */
export function whyNotThere(text: string, { allowHttp, allowPrivate }: DestinationRules): string | null {
  if (!URL.canParse(text)) return 'it is no URL';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return 'it begins with neither https:// nor http://';
  if (url.username || url.password) return 'it has a user name or a password in it';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isPrivate = isLoopbackUrl(url) || (isIP(host) > 0 && isPrivateAddress(host));
  if (isPrivate && !allowPrivate) return 'it is inside the network that this client runs in';
  if (url.protocol === 'http:' && !isLoopbackUrl(url) && !allowHttp)
    return 'it is reached without TLS, which is allowed on this machine only';
  return null;
}

/** Resolves names, and refuses those that lead inside when the connection is made: what was checked before may change. */
export function guardedLookup({ allowPrivate }: DestinationRules): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const allowed = allowPrivate
        ? addresses
        : addresses.filter(({ address }) => !isPrivateAddress(address));
      const [first] = allowed;
      if (!first) {
        const refused = new Error(`${hostname} is inside the network that this client runs in`);
        return callback(Object.assign(refused, { code: 'EPRIVATE' }), '');
      }
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

/** A URL without its query, where codes and states are. */
export function placeOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}
