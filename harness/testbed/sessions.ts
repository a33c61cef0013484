import { type CookieJar, openCookieJar } from '../sign-in/cookies.ts';

/** Browser sessions of users at the provider, kept while nobody uses them. */
export type IdleSessions = Map<number, CookieJar[]>;

/** The sessions that one scenario works with. */
export interface Sessions {
  /** The session of a user, by number: an idle one of an earlier scenario, or a new one. */
  readonly of: (user: number) => CookieJar;
  /** Gives the sessions back for other scenarios. */
  readonly release: () => void;
}

/**
 * Opens a scenario's sessions.
 *
 * No two scenarios share a session at the same time: providers renew its identifier as they go, which
 * would end a trip that is under way elsewhere.
 */
export function openSessions(idle: IdleSessions): Sessions {
  const taken = new Map<number, CookieJar>();
  return {
    of: (user) => {
      const jar = taken.get(user) ?? idle.get(user)?.pop() ?? openCookieJar();
      taken.set(user, jar);
      return jar;
    },
    release: () => {
      for (const [user, jar] of taken) idle.set(user, [...(idle.get(user) ?? []), jar]);
      taken.clear();
    },
  };
}
