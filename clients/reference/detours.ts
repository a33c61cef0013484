import { randomBytes } from 'node:crypto';
import type { FaultyClient, Outgoing } from './faulty.ts';

const invented = () => randomBytes(32).toString('base64url');

/**
 * Opens an altered copy of an authorization URL before the right one, and ignores what comes back.
 *
 * For faults: the flow still completes, so that nothing but the deviation is seen. Unless they say which sign-ins they
 * mean, the first goes straight, because what follows an error in it is judged.
 */
export function tryFirst(
  policy: FaultyClient,
  alter: (url: URL) => void,
  isMeant: (url: URL) => boolean = isSecond(),
): void {
  policy.browse = async (url, open) => {
    if (!isMeant(new URL(url))) return open(url);
    const copy = new URL(url);
    copy.searchParams.set('state', invented());
    copy.searchParams.set('code_challenge', invented());
    alter(copy);
    await open(copy.href);
    return open(url);
  };
}

function isSecond(): () => boolean {
  let signIns = 0;
  return () => {
    signIns += 1;
    return signIns === 2;
  };
}

/** Opens an altered copy of an authorization URL after an error, and then gives up all the same. */
export function tryAgain(policy: FaultyClient, error: string, alter: (url: URL) => void): void {
  policy.browse = async (url, open) => {
    const callback = await open(url);
    if (callback === null || new URL(callback).searchParams.get('error') !== error) return callback;
    const copy = new URL(url);
    copy.searchParams.set('code_challenge', invented());
    alter(copy);
    await open(copy.href);
    return callback;
  };
}

/** Sends an altered token request with an invented code before the first real one, and ignores the answer. */
export function redeemInvented(policy: FaultyClient, alter: (form: URLSearchParams) => void): void {
  sendBefore(policy, isRepeatable, (request) => withInventedCode(request, alter));
}

/** A token request as it is, but for an invented code and what is altered. */
export function withInventedCode(request: Outgoing, alter: (form: URLSearchParams) => void): Outgoing {
  const form = new URLSearchParams(request.body ?? '');
  form.set('code', invented());
  alter(form);
  return { ...request, body: form.toString() };
}

/** Sends an altered copy of the first authorized MCP request before it, and ignores the answer. */
export function callBefore(policy: FaultyClient, alter: (headers: Headers) => void): void {
  sendBefore(policy, isAuthorized, (request) => {
    const headers = new Headers(request.headers);
    alter(headers);
    return { ...request, headers };
  });
}

/** Sends another request before the first of a kind, and ignores the answer. */
export function sendBefore(
  policy: FaultyClient,
  isMeant: (request: Outgoing) => boolean,
  make: (request: Outgoing) => Outgoing,
): void {
  let sent = false;
  policy.transmit = async (request, send) => {
    if (!sent && isMeant(request)) {
      sent = true;
      await (await send(make(request))).arrayBuffer();
    }
    return send(request);
  };
}

const formField = ({ body }: Outgoing, name: string) => new URLSearchParams(body ?? '').get(name);

export const isRedemption = (request: Outgoing): boolean =>
  formField(request, 'grant_type') === 'authorization_code';

export const isSigned = (request: Outgoing): boolean => formField(request, 'client_assertion') !== null;

/** A redemption that can be sent in two versions: an assertion works once (RFC 7523 §3). */
export const isRepeatable = (request: Outgoing): boolean => isRedemption(request) && !isSigned(request);

export const isRefresh = (request: Outgoing): boolean => formField(request, 'grant_type') === 'refresh_token';

export const isRegistration = ({ body }: Outgoing): boolean => body?.includes('"redirect_uris"') ?? false;

/** Whether a request carries a bearer token, as those to the MCP server do. */
export const isAuthorized = ({ headers }: Outgoing): boolean =>
  /^bearer /i.test(headers.get('authorization') ?? '');
