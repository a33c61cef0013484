import { type Exchange, mediaType } from '../../trace/exchange.ts';

/** Milliseconds without a request after which a client has done what it does. */
export const restMs = 2_500;
/** Milliseconds after which a request without an answer is a stream that is kept open. */
const answerMs = 15_000;

/** Why more may come of a visit, or `null` when the client has come to rest; `now` in milliseconds since 1970. */
export function whyItGoesOn(exchanges: readonly Exchange[], now: number): string | null {
  const last = Math.max(...exchanges.map(endOf));
  if (now - last < restMs) return 'the client is still at work';
  const open = exchanges.some(
    ({ request, response, failure, startedAt }) =>
      request.method === 'POST' && !response && !failure && now - Date.parse(startedAt) < answerMs,
  );
  if (open) return 'a request of the client has no answer yet';
  return isSigningIn(exchanges) ? 'nobody has signed in yet: a page waits in the browser' : null;
}

/** Whether the browser was shown a page last, and has not come back to the client. */
function isSigningIn(exchanges: readonly Exchange[]): boolean {
  const last = exchanges.findLast(
    ({ from, kind, response }) => kind === 'token-request' || (from === 'browser' && response !== null),
  );
  const { status = 0, headers = [] } = last?.response ?? {};
  return last?.from === 'browser' && status === 200 && mediaType(headers) === 'text/html';
}

/** Why a client that has come to rest may only wait for its user to go on, or `null`: it was challenged, or found where to ask. */
export function whyItMayWait(exchanges: readonly Exchange[]): string | null {
  const last = exchanges.findLast(({ from }) => from === 'client' || from === 'browser');
  const { status = 0 } = last?.response ?? {};
  const isChallenged = last?.kind === 'mcp' && status === 401;
  const hasAsked = exchanges.some(({ kind }) => kind === 'authorization-request');
  const hasFound = !hasAsked && discovery.has(last?.kind ?? '') && status >= 200 && status < 300;
  return isChallenged || hasFound
    ? `the client stopped after ${isChallenged ? 'the challenge' : `a ${last?.kind.replace('-', ' ')}`}, and may wait for its user`
    : null;
}

const discovery: ReadonlySet<string> = new Set([
  'resource-metadata',
  'server-metadata',
  'registration-request',
]);

/** When the last that is known of an exchange happened. */
function endOf({ startedAt, durationMs }: Exchange): number {
  return Date.parse(startedAt) + durationMs;
}
