import type { Exchange } from '../trace/exchange.ts';
import { headerValue, jsonObject } from '../trace/exchange.ts';
import type { Observation } from './observation.ts';

/** What an expectation found. */
export interface Finding {
  readonly ok: boolean;
  /**
   * A lesser break than the one that the catalogue's title tells, as a sentence in the present tense: reported in its
   * place, and as a warning even where the requirement is a MUST.
   */
  readonly lesser?: string;
  /** A refusal for another reason than the right one: it says nothing unless the control was accepted. */
  readonly refused?: boolean;
  /** Why it cannot be told after all; makes the verdict inconclusive. */
  readonly unclear?: string;
  /** What was seen, as the end of a sentence that begins with "actual". */
  readonly actual: string;
  /** The part of the evidence that matters. */
  readonly excerpt?: string;
  /** Id of the exchange that proves it, where that is not the last one observed. */
  readonly exchange?: string;
}

/**
 * What must be seen. The expectation owns the words "expected" and "actual" and picks the excerpt,
 * so that all reports agree.
 */
export interface Expectation<Observed = Observation> {
  readonly expected: string;
  /** Whether it is about something that must not happen; such a verdict needs a control. */
  readonly negative: boolean;
  /** Whether it is about getting through: a client that never does says nothing about what stands in its way here. */
  readonly takesService?: boolean;
  /** Whether no answer at all is a break of its own; else it leaves the matter open. */
  readonly silenceBreaks?: boolean;
  readonly test: (observed: Observed) => Finding;
}

/** A test of one value with its description. */
export interface Matcher {
  readonly expected: string;
  readonly matches: (value: unknown) => boolean;
}

const brief = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '(absent)');
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
};

/** The outcome of a step in words, for `actual`. */
export function outcomeOf(observed: Observation): string {
  const last = observed.exchanges.at(-1);
  if (observed.status === 0) return last?.failure?.message ?? observed.remark ?? 'no answer';
  const error = observed.error ? ` with error=${observed.error}` : '';
  const tokens = jsonObject(last?.response?.body)?.['access_token'] ? ' with an access token' : '';
  const remark = observed.remark ? `; ${observed.remark}` : '';
  return `${observed.status}${error || tokens}${remark}`;
}

/** The step was carried out. */
export function success(what = 'the request is accepted'): Expectation {
  return {
    expected: what,
    negative: false,
    test: (observed) => ({ ok: observed.accepted, actual: outcomeOf(observed) }),
  };
}

export interface RefusalOptions {
  /** Statuses that are right; any other refusal is graded by `otherwise`. */
  readonly status?: number | readonly number[];
  /** Error codes that are right; any other refusal is graded by `otherwise`. */
  readonly error?: string | readonly string[];
  /** How a refusal for another reason is graded: a lesser break (default), a failure, or good enough. */
  readonly otherwise?: 'lesser' | 'fail' | 'pass';
}

const list = <Value>(value: Value | readonly Value[] | undefined): readonly Value[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as Value];

/** The step was refused, and for the right reason. Needs a control. */
export function refusal(options: RefusalOptions = {}): Expectation {
  const statuses = list(options.status);
  const errors = list(options.error);
  const wanted = [
    statuses.length > 0 ? `${statuses.join(' or ')}` : 'a refusal',
    errors.length > 0 ? `with error=${errors.join(' or ')}` : '',
  ];
  return {
    expected: wanted.filter(Boolean).join(' '),
    negative: true,
    test: (observed) => gradeRefusal(observed, statuses, errors, options.otherwise ?? 'lesser'),
  };
}

function gradeRefusal(
  observed: Observation,
  statuses: readonly number[],
  errors: readonly string[],
  otherwise: 'lesser' | 'fail' | 'pass',
): Finding {
  const actual = outcomeOf(observed);
  if (observed.accepted) return { ok: false, actual };
  if (observed.status === 429) return { ok: false, unclear: 'the request was rate limited (429)', actual };
  if (observed.status === 0) return { ok: false, unclear: `the request was not answered: ${actual}`, actual };
  const right =
    (statuses.length === 0 || statuses.includes(observed.status)) &&
    (errors.length === 0 || errors.includes(observed.error ?? '')) &&
    observed.status < 500;
  if (right || (otherwise === 'pass' && observed.status < 500)) return { ok: true, actual };
  if (otherwise === 'fail') return { ok: false, refused: true, actual };
  const way = [
    ...(statuses.length > 0 ? [statuses.join(' or ')] : []),
    ...(errors.length > 0 ? [`error=${errors.join(' or ')}`] : []),
  ];
  return { ok: false, refused: true, lesser: `It is refused, but not with ${way.join(' and ')}.`, actual };
}

/** A header of the deciding response. */
export function header(name: string, matcher: Matcher): Expectation {
  return readValue(`${name} header`, matcher, (exchange) =>
    headerValue(exchange.response?.headers ?? [], name),
  );
}

/** A member of the deciding response's JSON object. */
export function field(name: string, matcher: Matcher): Expectation {
  return readValue(name, matcher, (exchange) => jsonObject(exchange.response?.body)?.[name] ?? null);
}

function readValue(name: string, matcher: Matcher, read: (exchange: Exchange) => unknown): Expectation {
  return {
    expected: `${name} ${matcher.expected}`,
    negative: false,
    test: ({ exchanges }) => {
      const last = exchanges.at(-1);
      const value = last ? read(last) : null;
      const shown = value === null ? '(absent)' : brief(value);
      return { ok: matcher.matches(value), actual: `${name} ${shown}`, excerpt: `${name}: ${shown}` };
    },
  };
}

/**
 * Any other fact. `broken` answers `null` when it holds, else what was seen instead (the words after
 * "actual"), or a whole finding where it must be graded.
 */
export function fact<Observed = Observation>(
  expected: string,
  broken: (observed: Observed) => string | Finding | null,
): Expectation<Observed> {
  return {
    expected,
    negative: false,
    test: (observed) => {
      const found = broken(observed);
      if (found === null) return { ok: true, actual: expected };
      return typeof found === 'string' ? { ok: false, actual: found } : found;
    },
  };
}

/** The same fact where it is about something that must not happen: it needs a control. */
export function never<Observed = Observation>(
  expected: string,
  broken: (observed: Observed) => string | Finding | null,
): Expectation<Observed> {
  return { ...fact(expected, broken), negative: true };
}

/** Turns every failure of an expectation into a lesser break, which the sentence tells. */
export function leniently<Observed>(
  expectation: Expectation<Observed>,
  lesser: string,
): Expectation<Observed> {
  return {
    ...expectation,
    test: (observed) => {
      const finding = expectation.test(observed);
      return finding.ok ? finding : { ...finding, lesser };
    },
  };
}

/** All of several; the first that fails speaks. */
export function allOf<Observed>(...expectations: readonly Expectation<Observed>[]): Expectation<Observed> {
  return {
    expected: expectations.map(({ expected }) => expected).join(', and '),
    negative: expectations.some(({ negative }) => negative),
    takesService: expectations.some(({ takesService }) => takesService),
    test: (observed) => {
      const findings = expectations.map((expectation) => expectation.test(observed));
      const broken = findings.filter(({ ok }) => !ok);
      const worst = broken.find(({ lesser, unclear }) => lesser === undefined && !unclear) ?? broken[0];
      return worst ?? { ok: true, actual: findings.map(({ actual }) => actual).join(', ') };
    },
  };
}

/** One of several; when none holds the last speaks. */
export function anyOf<Observed>(...expectations: readonly Expectation<Observed>[]): Expectation<Observed> {
  return {
    expected: expectations.map(({ expected }) => expected).join(', or '),
    negative: expectations.some(({ negative }) => negative),
    test: (observed) => {
      const findings = expectations.map((expectation) => expectation.test(observed));
      return findings.find(({ ok }) => ok) ?? findings.at(-1) ?? { ok: false, actual: 'nothing to look at' };
    },
  };
}

export const present: Matcher = {
  expected: 'is present',
  matches: (value) => value !== null && value !== undefined && value !== '',
};

export const absent: Matcher = {
  expected: 'is absent',
  matches: (value) => value === null || value === undefined,
};

/** Exactly this value. */
export function equal(wanted: unknown): Matcher {
  return { expected: `is ${brief(wanted)}`, matches: (value) => value === wanted };
}

/** One of these values. */
export function oneOf(...wanted: readonly unknown[]): Matcher {
  return { expected: `is ${wanted.map(brief).join(' or ')}`, matches: (value) => wanted.includes(value) };
}

/** An array or space-separated string with this member. */
export function containing(wanted: string): Matcher {
  return {
    expected: `contains ${wanted}`,
    matches: (value) =>
      Array.isArray(value)
        ? value.includes(wanted)
        : typeof value === 'string' && value.split(' ').includes(wanted),
  };
}

/** A comma-separated header with this directive (RFC 9111 §5.2). */
export function directive(wanted: string): Matcher {
  return {
    expected: `contains ${wanted}`,
    matches: (value) =>
      typeof value === 'string' && value.split(',').some((part) => part.trim().toLowerCase() === wanted),
  };
}
