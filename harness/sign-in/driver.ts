import type { SignInResult } from '../define/custom-sign-in.ts';
import type { User } from '../define/provider.ts';
import type { Http } from '../trace/http.ts';
import type { CookieJar } from './cookies.ts';

/** One trip of a user's browser through the provider. */
export interface SignInTask {
  /** The authorization URL, as the client made it. */
  readonly url: string;
  /** Where the browser may be sent in the end: the redirect URI of the request and those of the client. */
  readonly redirectUris: readonly string[];
  /** The `state` of the request, which marks an authorization response wherever it goes. */
  readonly state: string | null;
  /** Who signs in; `null` when nobody can. */
  readonly user: User<string> | null;
  readonly decision: 'approve' | 'deny';
  /** Cookies from earlier trips; updated. To a driver with a real browser the jar is the name of a session. */
  readonly cookies: CookieJar;
  readonly http: Http;
  readonly note?: string;
}

export type { SignInResult };

/** Gets a user through the provider's pages. Does not throw for what the provider shows. */
export interface SignInDriver {
  readonly name: 'form' | 'browser' | 'manual' | 'none' | 'custom';
  readonly drive: (task: SignInTask) => Promise<SignInResult>;
  /** Ends what the driver has open; a trip under way ends as stuck. May be called more than once. */
  readonly close?: () => Promise<void>;
}

/** What a driver waits for and who can help, for a progress line. */
export type Waiting =
  /** The user is to open a URL, unless a browser was opened already. */
  | {
      readonly kind: 'open';
      readonly url: string;
      readonly opened: boolean;
      readonly decision: SignInTask['decision'];
      readonly username: string | null;
      /** Ends this trip, for pages that never lead back. */
      readonly giveUp: () => void;
    }
  | { readonly kind: 'waiting'; readonly reason: string; readonly remainingMs: number }
  | { readonly kind: 'over' };

/** Whether a URL is the authorization response that the trip is waiting for. */
export function isCallback(url: string, task: Pick<SignInTask, 'redirectUris' | 'state'>): boolean {
  if (!/^https?:/i.test(url)) return true;
  const place = url.split(/[?#]/, 1)[0];
  if (task.redirectUris.some((uri) => uri.split(/[?#]/, 1)[0] === place)) return true;
  const parameters = responseParameters(url);
  return (
    task.state !== null &&
    parameters.get('state') === task.state &&
    (parameters.has('code') || parameters.has('error'))
  );
}

/** The parameters of an authorization response, from its query or, failing that, its fragment. */
export function responseParameters(url: string): URLSearchParams {
  const [beforeFragment = '', fragment = ''] = url.split('#', 2);
  const query = beforeFragment.includes('?') ? beforeFragment.slice(beforeFragment.indexOf('?') + 1) : '';
  const parameters = new URLSearchParams(query);
  return [...parameters].length > 0 ? parameters : new URLSearchParams(fragment);
}
