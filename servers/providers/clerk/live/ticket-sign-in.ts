import { parse } from 'node-html-parser';
import type { SignInResult, SignInScript, SignInTrip } from '../../../../harness/define/custom-sign-in.ts';
import type { Page } from '../../../../harness/define/provider-probe.ts';
import type { Reply } from '../../../../harness/trace/http.ts';
import type { BrowserSession, SessionOpener } from './browser-session.ts';
import { isConsentPage, postConsent } from './consent.ts';

const longestWay = 10;

/** Signs in with a ticket and posts the consent: no browser and no password. Not verified against the live service. */
export function ticketSignIn(sessions: SessionOpener, issuer: string): SignInScript {
  const known = new WeakMap<Map<string, string>, BrowserSession>();
  const sessionOf = async ({ session, http }: SignInTrip) => {
    const browser = known.get(session) ?? (await sessions.open(http));
    known.set(session, browser);
    for (const value of browser.marks.values()) http.conceal('browser token', value);
    return browser;
  };
  return async (trip) => {
    try {
      return await travel(trip, await sessionOf(trip), issuer);
    } catch (error) {
      return notBegun(trip, `the sign-in with a ticket failed: ${(error as Error).message}`);
    }
  };
}

async function travel(trip: SignInTrip, browser: BrowserSession, issuer: string): Promise<SignInResult> {
  const { http, isCallback } = trip;
  const visit = (url: string, first: boolean) =>
    http.send({
      url: url.startsWith(issuer) ? withMarks(url, browser) : url,
      headers: [
        ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'],
        ['Sec-Fetch-Dest', 'document'],
        ...(url.startsWith(issuer) && browser.cookie ? [['Cookie', browser.cookie] as const] : []),
      ],
      ...(first ? { kind: 'authorization-request' as const, ...(trip.note ? { note: trip.note } : {}) } : {}),
    });
  let reply = await visit(trip.url, true);
  const replies: [Reply, ...Reply[]] = [reply];
  const pages: Page[] = [];
  const end = (redirectedTo: string | null, stuck: string | null = null): SignInResult => ({
    redirectedTo,
    pages,
    replies,
    stuck,
  });
  for (let way = 0; way < longestWay; way += 1) {
    const { status, location } = reply;
    if (status === 0)
      return end(null, `${trip.url.split('?', 1)[0]} gave no answer: ${reply.exchange.failure?.message}`);
    if (location === null)
      return status >= 400
        ? end(null)
        : end(null, `${pathOf(reply)} answered ${status} and leads no further; use --login browser`);
    if (isCallback(location)) return end(location);
    if (/\/sign-in(?:[/?#]|$)/.test(location))
      return end(
        null,
        'Clerk asks to sign in although there is a session: it does not know this browser; use --login browser',
      );
    reply = await visit(location, false);
    replies.push(reply);
    if (!isConsentPage(location) || reply.location !== null) continue;
    pages.push(pageOf(reply));
    const decided = await postConsent(trip, browser, issuer, location);
    replies.push(...decided.replies);
    if (decided.stuck !== null) return end(null, decided.stuck);
    reply = decided.replies.at(-1) ?? reply;
  }
  return end(null, `Clerk sent the browser on more than ${longestWay} times`);
}

/** Adds what makes a development instance know the browser; a handshake in a URL that has it already is left alone. */
function withMarks(url: string, { marks }: BrowserSession): string {
  if (url.includes('__clerk_db_jwt=')) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${marks}`;
}

/** The consent page as far as HTML tells; the real one is drawn by a script. */
function pageOf(reply: Reply): Page {
  const root = parse(reply.text, { comment: false });
  for (const hidden of root.querySelectorAll('script, style, template, noscript')) hidden.remove();
  const title = root.querySelector('title')?.textContent.trim() ?? '';
  return { reply, title, text: root.textContent.replace(/\s+/g, ' ').trim(), purpose: 'consent' };
}

function pathOf({ exchange }: Reply): string {
  return exchange.request.url.split('?', 1)[0] ?? '';
}

/** A trip that did not begin; recorded without an answer, so that nothing is concluded from it. */
function notBegun({ http, url }: SignInTrip, reason: string): SignInResult {
  const open = http.record?.({ method: 'GET', url, headers: [], body: null, kind: 'authorization-request' });
  if (!open) throw new Error(reason);
  const exchange = open.finish({ code: 'not-sent', message: reason });
  const reply: Reply = { exchange, status: 0, text: '', headers: [], json: null, location: null };
  return { redirectedTo: null, pages: [], replies: [reply], stuck: reason };
}
