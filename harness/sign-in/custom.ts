import type { SignInScript } from '../define/custom-sign-in.ts';
import type { CookieJar } from './cookies.ts';
import { isCallback, type SignInDriver } from './driver.ts';

/** Signs in by a definition's own code, which keeps what it likes for as long as the session lives. */
export function customDriver(drive: SignInScript): SignInDriver {
  const sessions = new WeakMap<CookieJar, Map<string, string>>();
  return {
    name: 'custom',
    drive: ({ url, user, decision, http, note, ...task }) => {
      const session = sessions.get(task.cookies) ?? new Map<string, string>();
      sessions.set(task.cookies, session);
      return drive({
        url,
        user,
        decision,
        http,
        session,
        isCallback: (candidate) => isCallback(candidate, task),
        ...(note === undefined ? {} : { note }),
      });
    },
  };
}
