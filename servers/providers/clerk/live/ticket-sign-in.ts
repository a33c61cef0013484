import { parse } from 'node-html-parser';
import type { SignInResult, SignInScript, SignInTrip } from '../../../../harness/define/custom-sign-in.ts';
import type { Page } from '../../../../harness/define/provider-probe.ts';
import type { Reply } from '../../../../harness/trace/http.ts';
import type { BrowserSession, SessionOpener } from './browser-session.ts';
import { isConsentPage, postConsent } from './consent.ts';

const longestWay = 10;

/**
 * Signs in with a ticket and posts the consent: no browser and no password.
 *
 * A session is opened where a browser would show the sign-in page, and kept. Not verified against the live service.
 */
export function ticketSignIn(sessions: SessionOpener, issuer: string): SignInScript {
  const known = new WeakMap<Map<string, string>, BrowserSession>();
  return (trip) => {
    const browser = known.get(trip.session) ?? null;
    const open = async () => {
      const opened = await sessions.open(trip.http);
      known.set(trip.session, opened);
      return opened;
    };
    return new Travel(trip, { issuer, open, browser }).run();
  };
}

interface Means {
  readonly issuer: string;
  /** Opens a session; throws with the step that failed. */
  readonly open: () => Promise<BrowserSession>;
  /** The session of an earlier trip. */
  readonly browser: BrowserSession | null;
}

/** One trip; it lives until it ends at the client, or gets stuck. */
class Travel {
  readonly #trip: SignInTrip;
  readonly #means: Means;
  readonly #replies: Reply[] = [];
  readonly #pages: Page[] = [];
  #browser: BrowserSession | null;

  constructor(trip: SignInTrip, means: Means) {
    this.#trip = trip;
    this.#means = means;
    this.#browser = means.browser;
    for (const value of means.browser?.marks.values() ?? []) trip.http.conceal('browser token', value);
  }

  async run(): Promise<SignInResult> {
    let reply = await this.#visit(this.#trip.url);
    for (let way = 0; way < longestWay; way += 1) {
      const { location } = reply;
      if (location === null) return this.#end(null, whyHalted(reply));
      if (this.#trip.isCallback(location)) return this.#end(location, null);
      const next = await this.#goOn(location);
      if ('stuck' in next) return this.#end(null, next.stuck);
      reply = next;
    }
    return this.#end(null, `Clerk sent the browser on more than ${longestWay} times`);
  }

  async #goOn(location: string): Promise<Reply | { readonly stuck: string }> {
    if (isSignInPage(location)) return this.#signIn(location);
    const reply = await this.#visit(location);
    if (!isConsentPage(location) || reply.location !== null || !this.#browser) return reply;
    this.#pages.push(pageOf(reply, 'consent'));
    const decided = await postConsent(this.#trip, this.#browser, this.#means.issuer, location);
    this.#replies.push(...decided.replies);
    return decided.stuck === null ? (decided.replies.at(-1) ?? reply) : { stuck: decided.stuck };
  }

  async #signIn(location: string): Promise<Reply | { readonly stuck: string }> {
    if (this.#browser) {
      return {
        stuck:
          'Clerk asks to sign in although there is a session: it does not know this browser; use --login browser',
      };
    }
    this.#pages.push(pageOf(await this.#visit(location), 'login'));
    try {
      this.#browser = await this.#means.open();
    } catch (error) {
      const stuck = `the sign-in with a ticket failed: ${(error as Error).message}`;
      this.#recordSilence(stuck);
      return { stuck };
    }
    const back = new URL(location).searchParams.get('redirect_url') ?? '';
    return this.#visit(back.startsWith(`${this.#means.issuer}/`) ? back : this.#trip.url);
  }

  async #visit(url: string): Promise<Reply> {
    const { http, note } = this.#trip;
    const own = url.startsWith(`${this.#means.issuer}/`) ? this.#browser : null;
    const isFirst = this.#replies.length === 0;
    const reply = await http.send({
      url: own ? withMarks(url, own) : url,
      headers: [
        ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'],
        ['Sec-Fetch-Dest', 'document'],
        ...(own?.cookie ? [['Cookie', own.cookie] as const] : []),
      ],
      ...(isFirst ? { kind: 'authorization-request', ...(note ? { note } : {}) } : {}),
    });
    this.#replies.push(reply);
    return reply;
  }

  /** Notes that nothing came, so that nothing is concluded from where the trip ended. */
  #recordSilence(reason: string): void {
    const { http, url } = this.#trip;
    const exchange = http
      .record?.({ method: 'GET', url, headers: [], body: null })
      .finish({ code: 'not-sent', message: reason });
    if (exchange)
      this.#replies.push({ exchange, status: 0, text: '', headers: [], json: null, location: null });
  }

  #end(redirectedTo: string | null, stuck: string | null): SignInResult {
    const [first, ...rest] = this.#replies;
    if (!first) throw new Error('a trip ends after its first answer');
    return { redirectedTo, pages: this.#pages, replies: [first, ...rest], stuck };
  }
}

/** Why there is no way on from an answer; `null` where the provider itself refused. */
function whyHalted(reply: Reply): string | null {
  const { status, exchange } = reply;
  if (status === 0) return `${pathOf(reply)} gave no answer: ${exchange.failure?.message}`;
  return status >= 400
    ? null
    : `${pathOf(reply)} answered ${status} and leads no further; use --login browser`;
}

function isSignInPage(url: string): boolean {
  return /\/sign-in(?:[/?#]|$)/.test(url);
}

/** Adds what makes a development instance know the browser; a handshake in a URL that has it already is left alone. */
function withMarks(url: string, { marks }: BrowserSession): string {
  if (url.includes('__clerk_db_jwt=')) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${marks}`;
}

/** A page as far as HTML tells; the real one is drawn by a script. */
function pageOf(reply: Reply, purpose: Page['purpose']): Page {
  const root = parse(reply.text, { comment: false });
  for (const hidden of root.querySelectorAll('script, style, template, noscript')) hidden.remove();
  const title = root.querySelector('title')?.textContent.trim() ?? '';
  return { reply, title, text: root.textContent.replace(/\s+/g, ' ').trim(), purpose };
}

function pathOf({ exchange }: Reply): string {
  return exchange.request.url.split('?', 1)[0] ?? '';
}
