import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright';
import type { BrowserScript } from '../define/provider.ts';
import { BrowserTrip } from './browser-trip.ts';
import { type CallbackDesk, openCallbackDesk } from './callback-listener.ts';
import type { CookieJar } from './cookies.ts';
import { DocumentWatch } from './document-watch.ts';
import type { SignInDriver, SignInResult, SignInTask, Waiting } from './driver.ts';
import type { LaunchableBrowser } from './load-playwright.ts';
import { isLoopback, mayOpen, placeOf } from './loopback.ts';
import { recordUnseen } from './record-document.ts';
import type { TripLimits } from './trip-options.ts';
import { within } from './within.ts';

export interface BrowserDriverOptions {
  /** Signs the user in, where the forms are not to be guessed at. */
  readonly script?: BrowserScript | undefined;
  /** Text of the button that grants consent. */
  readonly consentButton?: string | undefined;
  /** Shows the browser, and waits for the person who watches it where the driver is at a loss. */
  readonly headed?: boolean | undefined;
  /** Folder for the pictures of pages where a trip got stuck. */
  readonly pictures?: string | undefined;
  readonly onWaiting?: ((waiting: Waiting) => void) | undefined;
  readonly limits?: Partial<TripLimits> | undefined;
}

type Storage = Exclude<BrowserContextOptions['storageState'], string | undefined>;

const launchMs = 30_000;

/** Signs in with a real Chromium: runs the pages' scripts, and records their documents. */
export function browserDriver(
  launchable: LaunchableBrowser,
  options: BrowserDriverOptions = {},
): SignInDriver {
  const lifetime = new BrowserLifetime(launchable, options);
  return { name: 'browser', drive: (task) => lifetime.drive(task), close: () => lifetime.close() };
}

/** One browser for as long as the driver is open, launched when it is first needed. */
class BrowserLifetime {
  readonly #launchable: LaunchableBrowser;
  readonly #options: BrowserDriverOptions;
  readonly #desk: CallbackDesk = openCallbackDesk();
  /** What each session left in its browser; sessions that nobody holds any more are forgotten. */
  readonly #storage = new WeakMap<CookieJar, Storage>();
  #browser: Promise<Browser> | null = null;
  #closed = false;
  #pictures = 0;

  constructor(launchable: LaunchableBrowser, options: BrowserDriverOptions) {
    this.#launchable = launchable;
    this.#options = options;
  }

  async drive(task: SignInTask): Promise<SignInResult> {
    if (!mayOpen(task.url)) {
      return notBegun(task, `${placeOf(task.url)} is neither https nor http on loopback, and is not opened`);
    }
    let context: BrowserContext | null = null;
    try {
      context = await this.#openContext(task);
      return await this.#travel(task, context);
    } catch (error) {
      return notBegun(task, `the browser failed: ${firstLine(error)}`);
    } finally {
      if (context) await within(context.close(), 5_000).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const browser = await this.#browser?.catch(() => null);
    this.#browser = null;
    if (browser) await within(browser.close(), 10_000).catch(() => undefined);
  }

  async #openContext(task: SignInTask): Promise<BrowserContext> {
    const browser = await this.#launched();
    const storageState = this.#storage.get(task.cookies);
    return browser.newContext({
      acceptDownloads: false,
      serviceWorkers: 'block',
      locale: 'en-US',
      // Nobody can get a public certificate for loopback.
      ignoreHTTPSErrors: isLoopback(task.url),
      ...(storageState ? { storageState } : {}),
    });
  }

  #launched(): Promise<Browser> {
    if (this.#closed) throw new Error('the run was ended');
    this.#browser ??= this.#launch();
    return this.#browser;
  }

  async #launch(): Promise<Browser> {
    const { chromium, executablePath } = this.#launchable;
    try {
      const browser = await chromium.launch({
        executablePath,
        headless: !this.#options.headed,
        timeout: launchMs,
        // Chromium refuses its sandbox to root.
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      });
      browser.on('disconnected', () => {
        this.#browser = null;
      });
      return browser;
    } catch (error) {
      this.#browser = null;
      throw new Error(`${executablePath} does not start (${firstLine(error)})`, { cause: error });
    }
  }

  async #travel(task: SignInTask, context: BrowserContext): Promise<SignInResult> {
    const listening = await this.#desk.expect({ redirectUris: task.redirectUris, arrived: () => true });
    try {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      const isListenedFor = (url: string) =>
        isLoopback(url) && listening.ports.includes(Number(new URL(url).port || 80));
      const watch = new DocumentWatch(session, task, isListenedFor);
      await watch.start();
      const trip = new BrowserTrip(page, watch, task, {
        ...this.#options,
        problems: listening.problems,
        pictureFile: () => this.#nextPicture(),
      });
      const result = await trip.run();
      const storage = await within(context.storageState({ indexedDB: true }), 2_500).catch(() => null);
      if (storage) this.#storage.set(task.cookies, storage);
      return result;
    } finally {
      await listening.close();
    }
  }

  #nextPicture(): string {
    this.#pictures += 1;
    const folder = this.#options.pictures ?? path.join('.mcp-conformance', 'last');
    return path.join(folder, `sign-in-${this.#pictures}.png`);
  }
}

/** A trip that did not begin; recorded, so that the trace says so too. */
function notBegun(task: SignInTask, reason: string): SignInResult {
  return { redirectedTo: null, pages: [], replies: [recordUnseen(task, 'not-sent', reason)], stuck: reason };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
