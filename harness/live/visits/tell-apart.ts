import type { Recorded } from '../../trace/trace.ts';
import {
  type Arrival,
  agentOf,
  clientNamed,
  isKnock,
  isRoot,
  isServed,
  isTokenless,
  tiesOf,
  tokenSent,
} from './identity.ts';

/** What one client did, from its first request on: all of it, and nothing of others. */
export interface Visit {
  readonly arrivals: readonly Arrival[];
  /** Ids of exchanges that may be another client's, because two alike were at work at once. */
  readonly unsure: ReadonlySet<string>;
}

/** Milliseconds within which a request without any identity is laid to whoever is at work. */
const nearMs = 30_000;
/** Milliseconds within which two clients are at work at once. */
const atOnceMs = 400;

/** Exchanges that are tied together, before it is known whose they are. */
interface Strand {
  readonly arrivals: readonly Arrival[];
  readonly agents: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly from: number;
  readonly to: number;
  readonly opens: boolean;
  /** When it was first served with a token, in milliseconds since 1970; infinite for never. */
  readonly servedAt: number;
  /** Whether it has something that only one client knows. */
  readonly isRooted: boolean;
  readonly unsure: Set<string>;
}

/**
 * Tells apart the clients that came to one address, in the order in which they came.
 *
 * Pure: tokens, codes, registrations, sessions and connections tie exchanges together. What has none of these is laid to
 * the client at work that looks alike, and marked where two do. A client that begins anew makes another visit. `known`
 * are client ids that anybody may use.
 */
export function tellApart(
  arrivals: readonly Arrival[],
  secrets: Recorded['secrets'],
  known: ReadonlySet<string> = new Set(),
): Visit[] {
  const strands = tieTogether(arrivals, secrets, known).map((tied) => toStrand(tied, new Set()));
  const homes = strands.filter(({ isRooted }) => isRooted);
  for (const strand of strands.filter(({ isRooted }) => !isRooted)) {
    const home = homeOf(strand, homes);
    if (home) homes[homes.indexOf(home)] = toStrand([...home.arrivals, ...strand.arrivals], home.unsure);
    else homes.push(strand);
  }
  return homes
    .flatMap(({ arrivals: all, unsure }) => cut(all).map((part) => ({ arrivals: part, unsure })))
    .toSorted((a, b) => startOf(a.arrivals[0]) - startOf(b.arrivals[0]));
}

/** Groups exchanges that share a tie. What a browser or a server sends goes with what came before it. */
function tieTogether(
  arrivals: readonly Arrival[],
  secrets: Recorded['secrets'],
  known: ReadonlySet<string>,
): Arrival[][] {
  const parents = arrivals.map((_, index) => index);
  const rootOf = (index: number): number => {
    const parent = parents[index] ?? index;
    if (parent === index) return index;
    parents[index] = rootOf(parent);
    return parents[index] ?? parent;
  };
  const join = (a: number, b: number) => {
    parents[rootOf(a)] = rootOf(b);
  };
  const holders = new Map<string, number>();
  const last = { browser: -1, token: -1 };
  for (const [index, arrival] of arrivals.entries()) {
    const { exchange } = arrival;
    const ties = tiesOf(arrival, secrets, known);
    for (const tie of ties) {
      const holder = holders.get(tie);
      if (holder === undefined) holders.set(tie, index);
      else join(index, holder);
    }
    const { from } = exchange;
    const isLed = from !== 'client' && (from !== 'browser' || ties.length === 0);
    const leader = from === 'resource-server' ? last.token : last.browser;
    if (isLed && leader >= 0) join(index, leader);
    if (from === 'browser') last.browser = index;
    if (tokenSent(exchange) !== null) last.token = index;
  }
  const groups = new Map<number, Arrival[]>();
  for (const [index, arrival] of arrivals.entries()) {
    const root = rootOf(index);
    groups.set(root, [...(groups.get(root) ?? []), arrival]);
  }
  return [...groups.values()];
}

function toStrand(unordered: readonly Arrival[], unsure: Set<string>): Strand {
  const arrivals = unordered.toSorted((a, b) => numberOf(a) - numberOf(b));
  const exchanges = arrivals.map(({ exchange }) => exchange);
  const own = exchanges.filter(({ from }) => from === 'client');
  return {
    arrivals,
    unsure,
    agents: new Set(own.map(agentOf)),
    names: new Set(own.flatMap((exchange) => clientNamed(exchange)?.name ?? [])),
    from: startOf(arrivals[0]),
    to: startOf(arrivals.at(-1)),
    opens: own.some(isKnock),
    servedAt: Math.min(...arrivals.filter(({ exchange }) => isServed(exchange)).map(startOf)),
    // What a browser does belongs to a client, and is none.
    isRooted: own.length > 0 && exchanges.some(isRoot),
  };
}

/** Whose a strand without identity is: of one that looks alike and is at work at the time, or of nobody known. */
function homeOf(strand: Strand, homes: readonly Strand[]): Strand | null {
  const near = homes.filter(({ from, to }) => from <= strand.to + nearMs && to >= strand.from - nearMs);
  const alike = near.filter((home) => looksLike(home, strand));
  // Who knocks goes on later, if at all.
  if (strand.opens) {
    const later = alike.filter(({ to }) => to >= strand.from);
    return nearest(strand, later, alike);
  }
  if (alike.length === 0) {
    const [atWork, ...others] = near.filter((home) => distance(home, strand) < atOnceMs);
    return others.length === 0 ? (atWork ?? null) : null;
  }
  // Who has knocked and was not served yet is the one that looks around.
  const looking = alike.filter(({ from, servedAt }) => from <= strand.from && servedAt >= strand.from);
  return nearest(strand, looking.length > 0 ? looking : alike, alike);
}

function looksLike(a: Strand, b: Strand): boolean {
  const share = (left: ReadonlySet<string>, right: ReadonlySet<string>) =>
    left.size === 0 || right.size === 0 || [...left].some((value) => right.has(value));
  return share(a.agents, b.agents) && share(a.names, b.names);
}

const distance = (home: Strand, { from, to }: Strand) => Math.max(0, home.from - to, from - home.to);

/** The nearest of the candidates in time; where another that looks alike is at work at once it stays open which. */
function nearest(strand: Strand, candidates: readonly Strand[], alike: readonly Strand[]): Strand | null {
  const [best] = candidates.toSorted((a, b) => distance(a, strand) - distance(b, strand) || a.from - b.from);
  const others = alike.filter(
    (home) => home !== best && home.servedAt >= strand.from && distance(home, strand) < atOnceMs,
  );
  const claimants = best && others.length > 0 ? [best, ...others] : [];
  for (const { unsure } of claimants) for (const { exchange } of strand.arrivals) unsure.add(exchange.id);
  return best ?? null;
}

/** Cuts where a client that was served knocks again without a token, on a connection that never carried one. */
function cut(arrivals: readonly Arrival[]): Arrival[][] {
  const parts: Arrival[][] = [[]];
  const carried = new Set<string>();
  let wasServed = false;
  for (const arrival of arrivals) {
    const { exchange, connection } = arrival;
    if (wasServed && isTokenless(exchange) && !carried.has(connection)) {
      parts.push([]);
      wasServed = false;
    }
    if (tokenSent(exchange) !== null) carried.add(connection);
    wasServed ||= isServed(exchange);
    parts.at(-1)?.push(arrival);
  }
  return parts.filter((part) => part.length > 0);
}

function startOf(arrival: Arrival | undefined): number {
  return arrival ? Date.parse(arrival.exchange.startedAt) : 0;
}

/** Exchanges are numbered as they began. */
function numberOf({ exchange }: Arrival): number {
  return Number(exchange.id.slice(exchange.id.lastIndexOf('.') + 1));
}
