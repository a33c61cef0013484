import type { Page as BrowserPage } from 'playwright';
import type { Page } from '../define/provider-probe.ts';
import type { Reply } from '../trace/http.ts';
import type { DocumentWatch } from './document-watch.ts';
import type { SignInResult, SignInTask } from './driver.ts';
import { type LivePage, lookAt } from './live-page.ts';
import { placeOf } from './loopback.ts';
import { type Action, decide, purposeOf } from './page-decision.ts';
import type { Snapshot } from './page-snapshot.ts';
import { explainStuck, takePicture } from './stuck-page.ts';
import { limitsFor, stillMs, type TripLimits, type TripOptions, unloadedMs } from './trip-options.ts';
import { stuckPage, stuckTrip, type Verdict, verdictOf, withoutPage } from './trip-verdict.ts';
import { pause, TooLate, within } from './within.ts';

/** The page as it was when something was done to it, to tell whether anything came of it. */
interface Deed {
  readonly what: string;
  readonly state: string;
  readonly alerts: string;
  readonly at: number;
}

const pressLimit = 10;

/** One trip through a provider's pages in one browser tab; it lives as long as the trip. */
export class BrowserTrip {
  readonly #page: BrowserPage;
  readonly #watch: DocumentWatch;
  readonly #task: SignInTask;
  readonly #options: TripOptions;
  readonly #limits: TripLimits;
  readonly #pages: Page[] = [];
  readonly #done: string[] = [];
  /** What the page offers, since when it has not changed, and whether it is among `pages` yet. */
  #state = { key: '', since: 0, kept: false };
  #deed: Deed | null = null;
  #scriptRan = false;
  #last: Snapshot | null = null;
  #underWay = { url: '', since: 0 };

  constructor(page: BrowserPage, watch: DocumentWatch, task: SignInTask, options: TripOptions) {
    this.#page = page;
    this.#watch = watch;
    this.#task = task;
    this.#options = options;
    this.#limits = limitsFor(options);
  }

  async run(): Promise<SignInResult> {
    const { tripMs } = this.#limits;
    const deadline = performance.now() + tripMs;
    // What becomes of it is seen by the watch, and the callback may well interrupt it.
    this.#page.goto(this.#task.url, { waitUntil: 'commit', timeout: tripMs }).catch(() => null);
    let verdict: Verdict = null;
    while (!verdict) {
      if (performance.now() > deadline) verdict = stuckPage(`did not lead back within ${tripMs / 1000} s`);
      else verdict = await this.#step();
      if (!verdict) await Promise.race([this.#watch.ended, pause(40)]);
    }
    this.#options.onWaiting?.({ kind: 'over' });
    if ('stuck' in verdict) return this.#result(null, await this.#explain(verdict));
    if (verdict.redirectedTo !== null) await within(this.#watch.landed, 1_000).catch(() => null);
    return this.#result(verdict.redirectedTo, null);
  }

  #result(redirectedTo: string | null, stuck: string | null): SignInResult {
    this.#watch.close('timeout', 'the sign-in ended before it was answered');
    const [first, ...rest] = this.#watch.replies;
    if (!first) throw new Error('a watch that was closed has an answer');
    return { redirectedTo, stuck, pages: this.#pages, replies: [first, ...rest] };
  }

  async #step(): Promise<Verdict> {
    const { end, shown, underWay } = this.#watch;
    if (end) return verdictOf(end);
    if (underWay !== null || !shown) return this.#awaitDocument(underWay ?? this.#task.url);
    this.#underWay = { url: '', since: 0 };
    const bare = withoutPage(shown.reply);
    if (bare) return bare;
    try {
      const live = await lookAt(this.#page);
      const verdict = live && (await this.#consider(live, shown));
      await live?.forget();
      return verdict;
    } catch (error) {
      if (error instanceof TooLate) return stuckPage('does not react, as if its scripts never ended');
      throw error;
    }
  }

  #awaitDocument(url: string): Verdict {
    const now = performance.now();
    if (this.#underWay.url !== url) this.#underWay = { url, since: now };
    if (now - this.#underWay.since < this.#limits.documentMs) return null;
    return stuckTrip(`${placeOf(url)} gave no answer within ${this.#limits.documentMs / 1000} s`);
  }

  async #consider(live: LivePage, shown: { reply: Reply; number: number }): Promise<Verdict> {
    const { snapshot } = live;
    const now = performance.now();
    const key = stateOf(snapshot, shown.number);
    if (key !== this.#state.key) this.#state = { key, since: now, kept: false };
    const waited = now - this.#state.since;
    this.#last = snapshot;
    if (!snapshot.complete && waited < unloadedMs) return null;
    if (snapshot.lively && waited < stillMs) return null;
    if (this.#deed?.state === key) return this.#awaitReaction(snapshot, this.#deed);
    this.#keepPage(snapshot, shown.reply);
    const purpose = purposeOf(snapshot, shown.reply.status);
    if (purpose === 'error') return { redirectedTo: null };
    const action = decide(snapshot, { ...this.#task, consentButton: this.#options.consentButton });
    const wantsScript = this.#options.script && action.kind !== 'press';
    return wantsScript ? this.#runScript(purpose) : this.#act(live, action, waited);
  }

  #keepPage(snapshot: Snapshot, reply: Reply): void {
    if (this.#state.kept) return;
    this.#state.kept = true;
    const { title, text } = snapshot;
    this.#pages.push({ reply, title, text, purpose: purposeOf(snapshot, reply.status) });
  }

  #awaitReaction(snapshot: Snapshot, deed: Deed): Verdict {
    const waited = performance.now() - deed.at;
    const complains = snapshot.alerts.join() !== deed.alerts && snapshot.alerts.length > 0;
    if (!this.#options.headed && complains && waited > 1_000) return stuckPage(`objects after ${deed.what}`);
    return waited > this.#limits.reactionMs ? stuckPage(`did not change after ${deed.what}`) : null;
  }

  async #act(live: LivePage, action: Action, waited: number): Promise<Verdict> {
    switch (action.kind) {
      case 'wait':
        return this.#await(live.snapshot, 'has nothing that the driver recognises', waited);
      case 'stuck':
        return this.#options.headed
          ? this.#await(live.snapshot, action.reason, waited)
          : stuckPage(action.reason);
      case 'press':
        if (this.#done.length >= pressLimit) return stuckPage(`came after ${pressLimit} others`);
        return this.#do(live, `"${action.button.label}" was pressed`, () => live.press(action.button));
      case 'log-in': {
        const { user } = this.#task;
        if (!user) return stuckPage('asks for a user, and the provider definition names none');
        const what = `the ${action.fill.map((one) => one.what).join(' and ')} at ${placeOf(this.#page.url())}`;
        if (this.#done.some((deed) => deed.startsWith(what))) return stuckPage('came back after signing in');
        return this.#do(live, `${what} had been sent`, () => live.logIn(action.fill, action.press, user));
      }
      default:
        return action satisfies never;
    }
  }

  #await(snapshot: Snapshot, reason: string, waited: number): Verdict {
    const { patienceMs } = this.#limits;
    // A page without scripts stays as it is, unless a person is at it.
    const patience = snapshot.lively || this.#options.headed ? patienceMs : Math.min(patienceMs, 500);
    if (waited > patience) return stuckPage(reason);
    if (this.#options.headed && waited > 2_000) {
      const remainingMs = patience - waited;
      this.#options.onWaiting?.({
        kind: 'waiting',
        reason: 'you to help in the browser window',
        remainingMs,
      });
    }
    return null;
  }

  async #do(live: LivePage, what: string, deed: () => Promise<void>): Promise<null> {
    const before = { state: this.#state.key, alerts: live.snapshot.alerts.join() };
    const problem = await deed().then(
      () => '',
      (error: unknown) => `, which failed (${String(error).split('\n', 1)[0]})`,
    );
    this.#done.push(what);
    this.#deed = { ...before, what: `${what}${problem}`, at: performance.now() };
    return null;
  }

  async #runScript(purpose: Page['purpose']): Promise<Verdict> {
    const { user } = this.#task;
    const { script } = this.#options;
    if (this.#scriptRan)
      return purpose === 'login' ? stuckPage("is a sign-in page still, after the definition's script") : null;
    if (!user || !script) return stuckPage('asks for a user, and the provider definition names none');
    this.#scriptRan = true;
    const state = this.#state.key;
    const ran = within(script(this.#page, user), this.#limits.tripMs).then(
      () => null,
      (error: unknown) => String(error).split('\n', 1)[0] ?? '',
    );
    const problem = await Promise.race([ran, this.#watch.ended.then(() => null)]);
    if (problem !== null) return stuckPage(`is where the definition's sign-in script failed (${problem})`);
    this.#deed = { what: "the definition's script", state, alerts: '', at: performance.now() };
    return null;
  }

  async #explain({ stuck, about }: { stuck: string; about: 'page' | 'trip' }): Promise<string> {
    if (about === 'trip' || !this.#last) return about === 'trip' ? stuck : `the sign-in ${stuck}`;
    return explainStuck({
      reason: stuck,
      sight: this.#last,
      place: placeOf(this.#page.url()),
      decision: this.#task.decision,
      advice: this.#options.headed ? null : 'Watch it with --headed.',
      problems: this.#options.problems,
      picture: await takePicture(this.#page, this.#options.pictureFile()),
    });
  }
}

/** What the page offers; texts are left out, for there are clocks and animations. */
function stateOf({ title, fields, buttons }: Snapshot, document: number): string {
  return JSON.stringify([document, title, fields.map(({ hint, type }) => [hint, type]), buttons]);
}
