import type { IncomingMessage, ServerResponse } from 'node:http';
import { openCookieJar } from '../sign-in/cookies.ts';
import { openHttp } from '../trace/open-http.ts';
import { asksForAuthorization, type ServerTap } from '../trace/server-tap.ts';
import { Trace } from '../trace/trace.ts';
import type { Setup } from './setup.ts';

/**
 * Signs a user in for programs that send the authorization request themselves, without a browser, and want nothing but
 * the redirect: they get it as the answer. Browsers are let through to the pages.
 *
 * `setupOf` answers `null` until the testbed stands.
 */
export function openSignInDesk(setupOf: () => Setup | null): ServerTap {
  return (listener) => (request, response) => {
    const setup = setupOf();
    if (setup && asksForAuthorization(request) && !isBrowser(request)) {
      const scheme = 'encrypted' in request.socket ? 'https' : 'http';
      void answer(`${scheme}://${request.headers.host ?? ''}${request.url ?? ''}`, setup, response);
    } else listener(request, response);
  };
}

/** A browser says where its request comes from, or that it wants a page; Node's own `fetch` says neither. */
function isBrowser({ headers }: IncomingMessage): boolean {
  return (
    'sec-fetch-site' in headers || 'sec-fetch-dest' in headers || (headers.accept ?? '').includes('text/html')
  );
}

async function answer(url: string, setup: Setup, response: ServerResponse): Promise<void> {
  try {
    const { redirectedTo, replies } = await walk(url, setup);
    const last = replies.at(-1);
    if (redirectedTo !== null)
      response.writeHead(302, { Location: redirectedTo, 'Cache-Control': 'no-store' }).end();
    else
      response
        .writeHead(last?.status || 502, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(last?.text ?? '');
  } catch (error) {
    response.writeHead(502, { 'Content-Type': 'text/plain' }).end((error as Error).message);
  }
}

/** Drives a fresh browser from an authorization URL to wherever the provider sends it in the end. */
export function walk(url: string, setup: Setup) {
  const query = new URL(url).searchParams;
  // What arrives at the parts is recorded there.
  const http = openHttp({ ...setup, trace: new Trace(), from: 'browser' });
  return setup.driver.drive({
    url,
    redirectUris: query.getAll('redirect_uri'),
    state: query.get('state'),
    user: setup.provider.users[0] ?? null,
    decision: 'approve',
    cookies: openCookieJar(),
    http,
  });
}
