import type { CDPSession } from 'playwright';
import type { HeaderLine } from '../trace/exchange.ts';
import { jsonObject } from '../trace/exchange.ts';
import type { Reply } from '../trace/http.ts';
import type { OpenExchange } from '../trace/trace.ts';
import { Trace } from '../trace/trace.ts';
import { signedInText } from './callback-listener.ts';
import type { SignInTask } from './driver.ts';
import { isCallback } from './driver.ts';
import { mayOpen } from './loopback.ts';

/** How the provider's part of a trip ended. */
export type TripEnd =
  | { readonly kind: 'callback'; readonly url: string }
  /** A page wanted to go where no browser of ours goes. */
  | { readonly kind: 'refused'; readonly url: string }
  | { readonly kind: 'unanswered'; readonly url: string; readonly message: string };

/** What a browser says about a document request that it holds, before or after its response. */
interface Paused {
  readonly requestId: string;
  readonly networkId?: string;
  readonly redirectedRequestId?: string;
  readonly frameId: string;
  readonly request: {
    readonly url: string;
    readonly urlFragment?: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
  };
  readonly responseErrorReason?: string;
  readonly responseStatusCode?: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

interface OpenDocument {
  readonly open: OpenExchange;
  readonly url: string;
}

/** Bytes of a document that are kept, as everywhere else. */
const readLimit = 2 * 1024 * 1024;
const ownSchemes = /^(https?|about|data|blob|javascript|file|chrome[a-z-]*|devtools|view-source):/i;

/**
 * Stands between a page and the network for documents of its main frame: records each exchange before the
 * page gets to act on it, sees every redirect with its `Location` as written, and ends the trip at the callback.
 */
export class DocumentWatch {
  /** Settles when the trip has ended. */
  readonly ended: Promise<TripEnd>;
  readonly #replies: Reply[] = [];
  readonly #pending = new Map<string, OpenDocument>();
  readonly #setCookies = new Map<string, string[]>();
  readonly #session: CDPSession;
  readonly #task: SignInTask;
  /** Whether the callback is listened for at a URL, so that the browser may really go there. */
  readonly #isListenedFor: (url: string) => boolean;
  #mainFrame = '';
  #end: TripEnd | null = null;
  #settle: (end: TripEnd) => void = () => {};
  #location: string | null = null;
  #shown: Reply | null = null;
  #documents = 0;

  constructor(session: CDPSession, task: SignInTask, isListenedFor: (url: string) => boolean) {
    this.#session = session;
    this.#task = task;
    this.#isListenedFor = isListenedFor;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Every answer so far, in order. */
  get replies(): readonly Reply[] {
    return this.#replies;
  }

  get end(): TripEnd | null {
    return this.#end;
  }

  /** The answer that brought the document that is shown now, and how many there were before. */
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
      this.#paused(paused).catch(() => undefined);
    });
    session.on('Network.responseReceivedExtraInfo', ({ requestId, headers }) => {
      const line = Object.entries(headers).find(([name]) => name.toLowerCase() === 'set-cookie')?.[1] ?? '';
      const lines = [...(this.#setCookies.get(requestId) ?? []), line];
      this.#setCookies.set(requestId, lines.slice(-64));
    });
    session.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      if (frameId === this.#mainFrame && !ownSchemes.test(url)) this.#finish({ kind: 'callback', url });
    });
    const { frameTree } = await session.send('Page.getFrameTree');
    this.#mainFrame = frameTree.frame.id;
    await session.send('Page.enable');
    await session.send('Network.enable');
    await session.send('Fetch.enable', {
      patterns: [
        { resourceType: 'Document', requestStage: 'Request' },
        { resourceType: 'Document', requestStage: 'Response' },
      ],
    });
  }

  /** Ends the recording; what has not been answered is recorded as given up. */
  close(message: string): void {
    for (const { open, url } of this.#pending.values()) this.#fail(open, url, 'timeout', message);
    this.#pending.clear();
    if (this.#replies.length > 0) return;
    const open = this.#record({ url: this.#task.url, method: 'GET', headers: {} });
    this.#fail(open, this.#task.url, 'not-sent', message);
  }

  #finish(end: TripEnd): void {
    this.#end ??= end;
    this.#settle(this.#end);
  }

  async #paused(paused: Paused): Promise<void> {
    const { requestId } = paused;
    const answered = paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined;
    if (paused.frameId !== this.#mainFrame) await this.#session.send('Fetch.continueRequest', { requestId });
    else if (answered) await this.#answered(paused);
    else await this.#asked(paused);
  }

  async #asked({ requestId, request, redirectedRequestId }: Paused): Promise<void> {
    const seen = request.url + (request.urlFragment ?? '');
    const url = redirectedRequestId && this.#location ? this.#location : seen;
    if (/^https?:/i.test(seen) && (isCallback(url, this.#task) || isCallback(seen, this.#task))) {
      this.#finish({ kind: 'callback', url: withFields(url, request) });
      if (this.#isListenedFor(seen)) await this.#session.send('Fetch.continueRequest', { requestId });
      else await this.#session.send('Fetch.fulfillRequest', { requestId, ...landing });
      return;
    }
    if (!mayOpen(seen)) {
      this.#finish({ kind: 'refused', url });
      await this.#session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
      return;
    }
    this.#pending.set(requestId, { open: this.#record(request), url: seen });
    await this.#session.send('Fetch.continueRequest', { requestId });
  }

  async #answered(paused: Paused): Promise<void> {
    const { requestId, responseErrorReason, responseStatusCode: status = 0 } = paused;
    const pending = this.#pending.get(requestId);
    const body = responseErrorReason || isRedirect(status) ? '' : await this.#body(paused);
    const cookies = pending ? await this.#cookiesOf(paused) : [];
    // Only now: as long as it is pending, the page before it is not acted on.
    this.#pending.delete(requestId);
    if (pending && responseErrorReason) {
      const message = failureWords[responseErrorReason] ?? responseErrorReason;
      this.#fail(pending.open, pending.url, responseErrorReason, message);
      if (responseErrorReason !== 'Aborted') this.#finish({ kind: 'unanswered', url: pending.url, message });
    } else if (pending) {
      const lines = (paused.responseHeaders ?? []).map(({ name, value }) => [name, value] as const);
      this.#keep(pending, status, [...lines, ...cookies], body);
    }
    const leaves = this.#location !== null && !ownSchemes.test(this.#location);
    if (isRedirect(status) && leaves) this.#finish({ kind: 'callback', url: this.#location ?? '' });
    if (isRedirect(status) && leaves)
      await this.#session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    else await this.#session.send('Fetch.continueRequest', { requestId });
  }

  #record(request: Pick<Paused['request'], 'url' | 'method' | 'headers' | 'postData'>): OpenExchange {
    const first = this.#replies.length === 0 && this.#pending.size === 0;
    const { note, http } = this.#task;
    const text = request.postData;
    const exchange = {
      method: request.method,
      url: request.url,
      headers: Object.entries(request.headers),
      body: text === undefined ? null : { text, bytes: Buffer.byteLength(text), truncated: false },
      ...(first ? { kind: 'authorization-request' as const } : {}),
      ...(first && note ? { note } : {}),
    };
    return (
      http.record?.(exchange) ?? new Trace().open({ ...exchange, from: 'browser', to: 'authorization-server' })
    );
  }

  #keep({ open, url }: OpenDocument, status: number, headers: readonly HeaderLine[], text: string): void {
    const bytes = Buffer.byteLength(text);
    const body = bytes === 0 ? null : { text, bytes, truncated: bytes >= readLimit };
    const written = headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
    const location = written === undefined ? null : absolute(written, url);
    const exchange = open.finish({ status, headers, body });
    const reply = { exchange, status, text, headers, json: jsonObject(body), location };
    this.#location = location;
    this.#replies.push(reply);
    if (isRedirect(status) && location !== null) return;
    this.#shown = reply;
    this.#documents += 1;
  }

  #fail(open: OpenExchange, url: string, code: string, message: string): void {
    const exchange = open.finish({ code, message });
    this.#replies.push({ exchange, status: 0, text: '', headers: [], json: null, location: null });
    this.#location = null;
    void url;
  }

  async #body({ requestId, responseHeaders }: Paused): Promise<string> {
    const length = responseHeaders?.find(({ name }) => name.toLowerCase() === 'content-length')?.value;
    if (Number(length ?? 0) > readLimit) return '';
    const { body, base64Encoded } = await this.#session.send('Fetch.getResponseBody', { requestId });
    const bytes = Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
    return bytes.subarray(0, readLimit).toString('utf8');
  }

  /** `Set-Cookie` lines come by another way than the other headers, and may come a moment later. */
  async #cookiesOf({ networkId = '', responseErrorReason }: Paused): Promise<HeaderLine[]> {
    if (responseErrorReason) return [];
    for (let tries = 0; tries < 10 && !this.#setCookies.get(networkId)?.length; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    const line = this.#setCookies.get(networkId)?.shift() ?? '';
    return line === '' ? [] : line.split('\n').map((value) => ['Set-Cookie', value] as const);
  }
}
