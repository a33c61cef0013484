import { expect, it, test } from 'vitest';
import { type Address, formatAddress, parseAddress } from './address.ts';

const isAnchor = (anchor: string) => ['as.pkce.s256', 'as.pkce.s256~2'].includes(anchor);

test.each<[string, Address]>([
  ['', { at: 'filter', query: '' }],
  ['#as.pkce.s256', { at: 'verdict', anchor: 'as.pkce.s256', exchange: null }],
  ['#as.pkce.s256~2/x41', { at: 'verdict', anchor: 'as.pkce.s256~2', exchange: 'x41' }],
  ['#as.pkce', { at: 'filter', query: 'as.pkce' }],
  ['#level:must+role:as', { at: 'filter', query: 'level:must role:as' }],
  ['#level:must%20"a+b"', { at: 'filter', query: 'level:must "a b"' }],
  ['#100%', { at: 'filter', query: '100%' }],
])('%s', (hash, address) => {
  expect(parseAddress(hash, isAnchor)).toEqual(address);
});

it.each<Address>([
  { at: 'verdict', anchor: 'as.pkce.s256', exchange: 'x1' },
  { at: 'filter', query: 'level:must -"a+b" <script> 100% ü #/' },
])('reads back what it wrote: %j', (address) => {
  expect(parseAddress(formatAddress(address), isAnchor)).toEqual(address);
});
