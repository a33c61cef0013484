import { describe, expect, it } from 'vitest';
import type { Exchange, ExchangeKind, Party } from '../../trace/exchange.ts';
import type { Arrival } from './identity.ts';
import { tellApart } from './tell-apart.ts';

const server = 'http://127.0.0.1:1';
const issuer = 'http://127.0.0.1:2';
const secrets = { facts: new Map() };

interface Sent {
  readonly at: number;
  readonly kind: ExchangeKind;
  readonly connection?: string;
  readonly from?: Party;
  readonly url?: string;
  readonly method?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly status?: number;
  readonly answer?: unknown;
  readonly location?: string;
}

/** Arrivals in the order of their time, in milliseconds, numbered as a trace would. */
function arrivals(...sent: readonly Sent[]): Arrival[] {
  return sent
    .toSorted((a, b) => a.at - b.at)
    .map(({ connection, ...one }, index) => {
      const id = `visit1.${index + 1}`;
      return { exchange: exchange(id, one), connection: connection ?? `alone ${id}` };
    });
}

function exchange(id: string, sent: Omit<Sent, 'connection'>): Exchange {
  const { at, kind, from = 'client', url = server, method = 'GET', headers = [], status = 200 } = sent;
  const json = (value: unknown) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return value === undefined ? null : { text, bytes: text.length, truncated: false };
  };
  const form = sent.form ? new URLSearchParams(sent.form).toString() : undefined;
  const type = form ? [['Content-Type', 'application/x-www-form-urlencoded'] as const] : [];
  return {
    id,
    kind,
    from,
    to: kind === 'mcp' || kind === 'resource-metadata' ? 'resource-server' : 'authorization-server',
    startedAt: new Date(1_700_000_000_000 + at).toISOString(),
    durationMs: 1,
    request: { method, url, headers: [...headers, ...type], body: json(form ?? sent.body) },
    response: {
      status,
      headers: sent.location ? [['Location', sent.location]] : [],
      body: json(sent.answer),
    },
    failure: null,
    note: '',
  };
}

/** A whole flow of a client called `name`, with nothing in common between its connections. */
function flow(name: string, at: number, { agent = 'node', step = 10 } = {}): Sent[] {
  const clientInfo = { name, version: '1' };
  const initialize = { method: 'initialize', params: { protocolVersion: '2025-11-25', clientInfo } };
  const agents = [['User-Agent', agent]] as const;
  const bearer = [...agents, ['Authorization', `Bearer ‹token of ${name} ${at}›`]] as const;
  const id = `id-of-${name}-${at}`;
  const place = `/interaction/‹cookie #${at}›`;
  return [
    { kind: 'mcp', method: 'POST', headers: agents, body: initialize, status: 401 },
    { kind: 'resource-metadata', headers: agents },
    { kind: 'server-metadata', headers: agents, url: issuer },
    { kind: 'registration-request', headers: agents, url: issuer, body: {}, answer: { client_id: id } },
    {
      kind: 'authorization-request',
      from: 'browser',
      url: `${issuer}/authorize?client_id=${id}&response_type=code`,
      status: 303,
      location: place,
    },
    {
      kind: 'sign-in',
      from: 'browser',
      url: issuer + place,
      status: 303,
      location: `http://app/cb?code=‹code of ${id}›`,
    },
    {
      kind: 'token-request',
      method: 'POST',
      headers: agents,
      url: `${issuer}/token`,
      form: { grant_type: 'authorization_code', code: `‹code of ${id}›`, client_id: id },
      answer: { access_token: `‹token of ${name} ${at}›` },
    },
    { kind: 'mcp', method: 'POST', headers: bearer, body: initialize, answer: { result: {} } },
    { kind: 'mcp', method: 'POST', headers: bearer, body: { method: 'tools/list' }, answer: { result: {} } },
  ].map((one, index) => ({ ...one, at: at + index * step }) as Sent);
}

const sizes = (...sent: readonly Sent[]) =>
  tellApart(arrivals(...sent), secrets).map((visit) => visit.arrivals.length);

describe('telling clients apart', () => {
  it('keeps together what one client does on connections of its own each', () => {
    expect(sizes(...flow('a', 0))).toEqual([9]);
  });

  it('tells clients apart that come one after the other, though they say the same of themselves', () => {
    expect(sizes(...flow('a', 0), ...flow('a', 1_000), ...flow('b', 2_000))).toEqual([9, 9, 9]);
  });

  it('tells clients apart that come at once, by what they say of themselves', () => {
    const visits = tellApart(
      arrivals(...flow('a', 0, { agent: 'x' }), ...flow('b', 5, { agent: 'y' })),
      secrets,
    );
    expect(visits.map(({ arrivals: own, unsure }) => [own.length, unsure.size])).toEqual([
      [9, 0],
      [9, 0],
    ]);
  });

  it('marks what either of two may have sent that look alike and come at once', () => {
    const visits = tellApart(arrivals(...flow('a', 0), ...flow('a', 5)), secrets);
    expect(visits.map(({ arrivals: own }) => own.length).reduce((sum, size) => sum + size)).toBe(18);
    const unsure = new Set(visits.flatMap((visit) => [...visit.unsure]));
    const kinds = arrivals(...flow('a', 0), ...flow('a', 5)).flatMap(({ exchange: { id, kind } }) =>
      unsure.has(id) ? [kind] : [],
    );
    expect(new Set(kinds)).toEqual(new Set(['mcp', 'resource-metadata', 'server-metadata']));
  });

  it('takes one that knocks and goes away for a visit of its own', () => {
    const [knock] = flow('gave-up', 0);
    expect(sizes(knock as Sent, ...flow('b', 60))).toEqual([1, 9]);
  });

  it('goes on with a client that comes back with its token, and begins anew with one that has lost it', () => {
    const first = flow('a', 0);
    const again = { ...(first.at(-1) as Sent), at: 100_000 };
    expect(sizes(...first, again)).toEqual([10]);
    const lost = { ...(first[0] as Sent), at: 100_000, connection: 'new' };
    const later = { ...again, at: 100_010 };
    expect(sizes(...first, lost, later)).toEqual([9, 2]);
  });

  it('does not begin anew where a client leaves its token out on a connection that had it', () => {
    const first = flow('a', 0).map((sent, index) => (index > 6 ? { ...sent, connection: 'kept' } : sent));
    const { headers: _, ...without } = first.at(-1) as Sent;
    const agents = [['User-Agent', 'node']] as const;
    const omitted = { ...without, headers: agents, status: 401, connection: 'kept', at: 100 };
    expect(sizes(...first, omitted)).toEqual([10]);
  });
});
