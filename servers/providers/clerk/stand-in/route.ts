import type { IncomingHttpHeaders } from 'node:http';
import type { Instance } from './instance.ts';

/** A request as a route sees it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** What the `:names` of the path stand for. */
  readonly named: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly cookies: ReadonlyMap<string, string>;
  readonly form: URLSearchParams;
  /** The body where it is a JSON object, else `null`. */
  readonly json: Readonly<Record<string, unknown>> | null;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One endpoint. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `/v1/users/:id`; a segment that starts with a colon stands for any. */
  readonly path: string;
  readonly answer: (call: Call, instance: Instance) => Answer | Promise<Answer>;
}

/** What a path's named segments stand for, or `null` where it does not match. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const named: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (!segment.startsWith(':')) {
      if (segment !== value) return null;
    } else named[segment.slice(1)] = safelyDecoded(value);
  }
  return named;
}

function safelyDecoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
