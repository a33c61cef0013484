import type { CDPSession } from 'playwright';
import type { HeaderLine } from '../trace/exchange.ts';
import type { Reply } from '../trace/http.ts';
import { readLimit } from '../trace/open-http.ts';
import type { OpenExchange } from '../trace/trace.ts';
import type { SignInTask } from './driver.ts';
import { isCallback } from './driver.ts';
import { mayOpen } from './loopback.ts';
import {
  explainFailure,
  headerOf,
  isRedirect,
  landing,
  leavesBrowser,
  linesOf,
  type Paused,
  withFields,
} from './paused-document.ts';
import { failDocument, keepDocument, recordDocument, recordUnseen } from './record-document.ts';
import { SetCookieLines } from './set-cookie-lines.ts';

/** How the provider's part of a trip ended. */
export type TripEnd =
  | { readonly kind: 'callback'; readonly url: string }
  /** A page wanted to go where no browser of ours goes. */
  | { readonly kind: 'refused'; readonly url: string }
  | { readonly kind: 'unanswered'; readonly url: string; readonly message: string };

interface OpenDocument {
  readonly open: OpenExchange;
  readonly url: string;
}

/**
 * Stands between a page and the network for documents of its main frame: records each exchange before the
 * page gets to act on it, sees every redirect with its `Location` as written, and ends the trip at the callback.
 */
export class DocumentWatch {
  /** Settles when the trip has ended. */
  readonly ended: Promise<TripEnd>;
  /** Settles when the browser has arrived at the callback, or need not. */
  readonly landed: Promise<void>;
  readonly #session: CDPSession;
  readonly #task: SignInTask;
  readonly #isListenedFor: (url: string) => boolean;
  readonly #replies: Reply[] = [];
  readonly #pending = new Map<string, OpenDocument>();
  readonly #setCookies = new SetCookieLines();
  #mainFrame = '';
  #settle: (end: TripEnd) => void = () => {};
  #land: () => void = () => {};
  #end: TripEnd | null = null;
  #location: string | null = null;
  #shown: Reply | null = null;
  #documents = 0;

  /** `isListenedFor` tells whether a callback may really be gone to; others are answered in the browser. */
  constructor(session: CDPSession, task: SignInTask, isListenedFor: (url: string) => boolean) {
    this.#session = session;
    this.#task = task;
    this.#isListenedFor = isListenedFor;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.landed = new Promise((resolve) => {
      this.#land = resolve;
    });
  }

  /** Every answer so far, in order. */
  get replies(): readonly Reply[] {
    return this.#replies;
  }

  get end(): TripEnd | null {
    return this.#end;
  }

  /** The answer that brought the document that is shown now, and its number. */
  get shown(): { readonly reply: Reply; readonly number: number } | null {
    return this.#shown && { reply: this.#shown, number: this.#documents };
  }

  /** The URL of a document that is on its way, or `null`. */
  get underWay(): string | null {
    return [...this.#pending.values()].at(-1)?.url ?? null;
  }

  async start(): Promise<void> {
    const session = this.#session;
    session.on('Fetch.requestPaused', (paused) => {
      this.#paused(paused).catch(() => this.#release(paused));
    });
    session.on('Network.responseReceivedExtraInfo', this.#setCookies.take);
    session.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      if (frameId !== this.#mainFrame || !leavesBrowser(url)) return;
      this.#finish({ kind: 'callback', url });
      this.#land();
    });
    this.#mainFrame = (await session.send('Page.getFrameTree')).frameTree.frame.id;
    await session.send('Page.enable');
    await session.send('Network.enable');
    await session.send('Fetch.enable', {
      patterns: [
        { resourceType: 'Document', requestStage: 'Request' },
        { resourceType: 'Document', requestStage: 'Response' },
      ],
    });
  }

  /** Ends the recording: what has not been answered is recorded as given up. */
  close(code: string, message: string): void {
    for (const { open } of this.#pending.values()) this.#fail(open, code, message);
    this.#pending.clear();
    if (this.#replies.length === 0) this.#replies.push(recordUnseen(this.#task, code, message));
  }

  #finish(end: TripEnd): void {
    this.#end ??= end;
    this.#settle(this.#end);
  }

  async #paused(paused: Paused): Promise<void> {
    const answered = paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined;
    if (paused.frameId !== this.#mainFrame) await this.#release(paused);
    else if (answered) await this.#answered(paused);
    else await this.#asked(paused);
  }

  async #release({ requestId }: Paused): Promise<void> {
    await this.#session.send('Fetch.continueRequest', { requestId }).catch(() => undefined);
  }

  async #block({ requestId }: Paused, errorReason: 'BlockedByClient' | 'Aborted'): Promise<void> {
    await this.#session.send('Fetch.failRequest', { requestId, errorReason });
  }

  async #asked(paused: Paused): Promise<void> {
    const { requestId, request, redirectedRequestId } = paused;
    const seen = request.url + (request.urlFragment ?? '');
    const url = redirectedRequestId && this.#location ? this.#location : seen;
    if (isCallback(url, this.#task) || isCallback(seen, this.#task)) {
      this.#finish({ kind: 'callback', url: withFields(url, request) });
      if (this.#isListenedFor(seen)) await this.#release(paused);
      else await this.#session.send('Fetch.fulfillRequest', { requestId, ...landing }).then(this.#land);
      return;
    }
    if (!mayOpen(seen)) {
      this.#finish({ kind: 'refused', url });
      return this.#block(paused, 'BlockedByClient');
    }
    const first = this.#replies.length === 0 && this.#pending.size === 0;
    this.#pending.set(requestId, { open: recordDocument(this.#task, request, first), url: seen });
    await this.#release(paused);
  }

  async #answered(paused: Paused): Promise<void> {
    const { requestId, responseErrorReason, responseStatusCode: status = 0 } = paused;
    const pending = this.#pending.get(requestId);
    if (!pending) return this.#release(paused).then(this.#land);
    if (responseErrorReason) {
      const message = explainFailure(responseErrorReason);
      this.#pending.delete(requestId);
      this.#fail(pending.open, responseErrorReason, message);
      if (responseErrorReason !== 'Aborted') this.#finish({ kind: 'unanswered', url: pending.url, message });
      return this.#release(paused);
    }
    const body = isRedirect(status) ? '' : await this.#body(paused);
    const headers = [...linesOf(paused), ...(await this.#setCookies.of(paused))];
    // Only now: as long as it is pending, nobody acts on the page before it.
    this.#pending.delete(requestId);
    const { location } = this.#keep(pending, status, headers, body);
    if (!isRedirect(status) || location === null || !leavesBrowser(location)) return this.#release(paused);
    this.#finish({ kind: 'callback', url: location });
    this.#land();
    return this.#block(paused, 'Aborted');
  }

  #keep({ open, url }: OpenDocument, status: number, headers: readonly HeaderLine[], text: string): Reply {
    const reply = keepDocument(open, url, { status, headers, text });
    this.#replies.push(reply);
    this.#location = reply.location;
    if (isRedirect(status) && reply.location !== null) return reply;
    this.#shown = reply;
    this.#documents += 1;
    return reply;
  }

  #fail(open: OpenExchange, code: string, message: string): void {
    this.#replies.push(failDocument(open, code, message));
    this.#location = null;
  }

  async #body(paused: Paused): Promise<string> {
    if (Number(headerOf(paused, 'content-length') ?? 0) > readLimit) return '';
    const { requestId } = paused;
    const { body, base64Encoded } = await this.#session.send('Fetch.getResponseBody', { requestId });
    const bytes = Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
    return bytes.subarray(0, readLimit).toString('utf8');
  }
}
