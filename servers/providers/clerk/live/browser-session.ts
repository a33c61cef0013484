import type { Http, Reply } from '../../../../harness/trace/http.ts';
import type { BackendApi } from './backend-api.ts';
import { findTestUser } from './test-user.ts';

/** A session of the test user in a browser that a development instance knows. */
export interface BrowserSession {
  readonly sessionId: string;
  /** Parameters that mark every request of this browser. */
  readonly marks: URLSearchParams;
  readonly cookie: string;
}

/** Opens sessions without a page; `null` in the answer's place never: a failure throws with the step that failed. */
export interface SessionOpener {
  readonly open: (http: Http) => Promise<BrowserSession>;
  /** Ends every session that was opened. */
  readonly end: () => Promise<void>;
}

/** The steps of Clerk's own ticket sign-in [D]: user, testing token, sign-in token, browser, sign-in. Not verified live. */
export function openSessions(api: BackendApi, issuer: string): SessionOpener {
  const opened: string[] = [];
  let user: Promise<string> | undefined;
  const open = async (http: Http): Promise<BrowserSession> => {
    user ??= findTestUser(api).catch((error: unknown) => {
      user = undefined;
      throw error;
    });
    const ticket = tokenOf(
      await api.post('/v1/sign_in_tokens', { user_id: await user, expires_in_seconds: 300 }),
    );
    const testingToken = tokenOf(await api.post('/v1/testing_tokens'));
    const browser = await http.aside({ url: `${issuer}/v1/dev_browser`, method: 'POST' });
    const devBrowser = String(browser.json?.['token'] ?? browser.json?.['id'] ?? '');
    if (browser.status !== 200 || devBrowser === '') throw new Error(failed('POST /v1/dev_browser', browser));
    http.conceal('dev browser', devBrowser);
    http.conceal('testing token', testingToken);
    const marks = new URLSearchParams({ __clerk_db_jwt: devBrowser, __clerk_testing_token: testingToken });
    const signIn = await http.aside({
      url: `${issuer}/v1/client/sign_ins?${marks}`,
      method: 'POST',
      body: new URLSearchParams({ strategy: 'ticket', ticket }),
    });
    const sessionId = createdSession(signIn);
    if (sessionId === null) throw new Error(failed('the ticket sign-in (POST /v1/client/sign_ins)', signIn));
    opened.push(sessionId);
    return { sessionId, marks, cookie: clientCookie(signIn, http) };
  };
  return {
    open,
    end: async () => {
      for (const id of opened.splice(0)) await api.post(`/v1/sessions/${id}/revoke`).catch(() => null);
    },
  };
}

function tokenOf(answer: Readonly<Record<string, unknown>> | null): string {
  return String(answer?.['token'] ?? '');
}

function createdSession({ json }: Reply): string | null {
  const { status, created_session_id: id } = (json?.['response'] ?? {}) as Record<string, unknown>;
  return status === 'complete' && typeof id === 'string' ? id : null;
}

function clientCookie({ headers }: Reply, http: Http): string {
  for (const [name, value] of headers) {
    const found = name.toLowerCase() === 'set-cookie' ? /^__client=([^;]+)/.exec(value)?.[1] : undefined;
    if (found === undefined) continue;
    http.conceal('cookie', found);
    return `__client=${found}`;
  }
  return '';
}

/** What went wrong, with Clerk's own code, and what to try. */
function failed(what: string, { status, json, exchange }: Reply): string {
  const [error] = (json?.['errors'] ?? []) as { code?: string }[];
  const state = (json?.['response'] as { status?: string } | undefined)?.status;
  const seen = status === 0 ? exchange.failure?.message : `answered ${status}`;
  const advice =
    status === 429
      ? "that is Clerk's rate limit; wait a little and use --concurrency 1"
      : state === 'needs_second_factor'
        ? 'the instance asks for a second factor; switch it off for the Development instance'
        : 'use --login browser, or --login manual';
  return `${what} ${seen}${error?.code ? ` ${error.code}` : ''}${state ? ` with status ${state}` : ''}: ${advice}`;
}
