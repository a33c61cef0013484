import { newId, randomText } from '../ids.ts';
import type { BrowserClient, Instance, InstanceUser } from '../instance.ts';
import type { Call } from '../route.ts';

/** A browser that the instance has not seen before. */
export function newBrowser(instance: Instance): BrowserClient {
  const browser = { id: newId('client'), cookie: randomText(48), sessions: [] };
  instance.browsers.set(browser.cookie, browser);
  return browser;
}

/** The browser that sends a request: by its dev browser token, else by its cookie. */
export function browserOf(call: Call, instance: Instance): BrowserClient | null {
  const token = call.query.get('__clerk_db_jwt');
  const byToken = token === null ? undefined : instance.devBrowsers.get(token);
  return byToken ?? instance.browsers.get(call.cookies.get('__client') ?? '') ?? null;
}

/** Starts a session in a browser. */
export function signIn(browser: BrowserClient, user: InstanceUser): string {
  const id = newId('sess');
  browser.sessions.push({ id, userId: user.id });
  return id;
}

/** Who is signed in; the session that `_clerk_session_id` names, or the last one. */
export function userOf(call: Call, instance: Instance): InstanceUser | null {
  const browser = browserOf(call, instance);
  const wanted = call.query.get('_clerk_session_id') ?? call.form.get('_clerk_session_id');
  const session = wanted ? browser?.sessions.find(({ id }) => id === wanted) : browser?.sessions.at(-1);
  return session ? (instance.users.get(session.userId) ?? null) : null;
}

/** The cookie that makes a browser known; `Secure`, since the Frontend API speaks TLS only. */
export function browserCookie({ cookie }: BrowserClient): Readonly<Record<string, string>> {
  return { 'Set-Cookie': `__client=${cookie}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=86400` };
}
