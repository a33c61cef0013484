import type { LiveSetup } from '../live/live-setup.ts';
import { restMs } from '../live/visits/at-rest.ts';
import { hintsOf } from '../live/visits/hints.ts';
import { type JudgedVisit, judgeVisit } from '../live/visits/judge-visit.ts';
import { openVisits, type Premises, type Visits } from '../live/visits/open-visits.ts';
import type { Visit } from '../live/visits/tell-apart.ts';
import { type Checks, unseenBy } from '../live/visits/unseen.ts';
import { visitReport } from '../live/visits/visit-report.ts';
import type { VisitingPlace, VisitsUpdate, VisitView } from './contract.ts';
import { openPacer, type Pacer } from './pacer.ts';
import { openVisitNames, type VisitNames } from './visit-names.ts';

export interface VisitorLogOptions {
  readonly version: string;
  /** Where visitors are received; kept from one set-up to the next. */
  readonly premises: Premises;
  readonly checks: Checks;
  /** Visits to testbeds that stood here before, newest first. */
  readonly past: readonly VisitView[];
  /** Told of visits that have changed, at a bearable pace. */
  readonly onVisits: (update: VisitsUpdate) => void;
}

/** Milliseconds between two judgements of visits that are going on. */
const paceMs = 120;
/** Visits that are kept; older ones are forgotten. */
const keptVisits = 30;

/** The clients of other people that come to the playground, each judged by what it does. */
export class VisitorLog implements AsyncDisposable {
  readonly #options: VisitorLogOptions;
  readonly #setup: LiveSetup;
  readonly #pacer: Pacer;
  #past: readonly VisitView[];
  #present: readonly VisitView[] = [];
  #visits: Visits | null = null;
  /** What visits looked like when they were judged last. */
  readonly #looks = new Map<string, string>();
  readonly #names: VisitNames;

  private constructor(setup: LiveSetup, options: VisitorLogOptions) {
    this.#options = options;
    this.#setup = setup;
    this.#past = options.past;
    this.#names = openVisitNames(options.past.map(({ id }) => id));
    this.#pacer = openPacer(() => this.#judge());
  }

  /** Opens a testbed for visitors. Throws a `TargetError` when a part does not come up. */
  static async open(setup: LiveSetup, options: VisitorLogOptions): Promise<VisitorLog> {
    const log = new VisitorLog(setup, options);
    log.#visits = await openVisits(setup, () => log.#pacer.within(paceMs), options.premises);
    return log;
  }

  /** Where clients connect, and who can sign in there. */
  get place(): VisitingPlace | null {
    if (!this.#visits) return null;
    const { url, issuer, users, setup } = this.#visits;
    const people = users.map(({ username, password }) => ({ username, password }));
    return { url, issuer, users: people, ca: setup.provider.started?.ca ?? null };
  }

  /** All visits, newest first. */
  get views(): readonly VisitView[] {
    return [...this.#present.toReversed(), ...this.#past].slice(0, keptVisits);
  }

  forget(): void {
    this.#past = [];
    this.#present = [];
    this.#looks.clear();
    this.#visits?.forget();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#pacer.stop();
    const visits = this.#visits;
    this.#visits = null;
    await visits?.[Symbol.asyncDispose]();
  }

  /** Ends what is going on, and answers with all visits as they are then, newest first. */
  async settle(): Promise<readonly VisitView[]> {
    this.#pacer.stop();
    await this.#judge(Date.now() + restMs);
    return this.views;
  }

  /** Judges what has changed, and again when the clients have come to rest. */
  async #judge(now = Date.now()): Promise<void> {
    const visits = this.#visits;
    if (!visits) return;
    const { faults, mode } = this.#setup;
    const { secrets } = visits.trace();
    const { scenarios } = this.#options.checks;
    const registered = visits.registered();
    const documented = new Set(
      this.views.flatMap((view) => (view.mode === 'metadata-document' ? [view.client] : [])),
    );
    const ground = { setup: visits.setup, registered, documented, faults, mode, secrets, scenarios };
    const present: VisitView[] = [];
    const changed: VisitView[] = [];
    for (const { visit, id } of this.#names.of(visits.all())) {
      const known = this.#present.find((view) => view.id === id);
      const look = lookOf(visit);
      if (known && known.goesOn === null && this.#looks.get(id) === look) {
        present.push(known);
        continue;
      }
      this.#looks.set(id, look);
      const view = this.#view(await judgeVisit(visit, id, ground, now));
      present.push(view);
      changed.push(view);
    }
    if (this.#visits !== visits || visits.trace().secrets !== secrets) return;
    const isGone = this.#present.some(({ id }) => present.every((view) => view.id !== id));
    this.#present = present;
    if (changed.some(({ goesOn }) => goesOn !== null)) this.#pacer.within(restMs + paceMs);
    if (isGone) this.#options.onVisits({ isAll: true, views: this.views });
    else if (changed.length > 0) this.#options.onVisits({ isAll: false, views: changed });
  }

  #view(judged: JudgedVisit): VisitView {
    const { outcome, portrait, goesOn } = judged;
    const { id, revision, mode } = outcome;
    const { version, checks } = this.#options;
    const report = visitReport(judged, this.#setup, { version, rules: checks.rules });
    const stage = this.#setup.faults.flatMap((fault) => (fault.role === 'client' ? [] : [fault.id]));
    const others = this.views.filter((view) => view.client === portrait.name && view.id !== id);
    return {
      id,
      client: portrait.name,
      revision,
      mode,
      stage,
      goesOn,
      startedAt: report.startedAt,
      hints: hintsOf(outcome.trace.exchanges, this.#visits?.known ?? new Set()),
      report,
      unseen: unseenBy({ report, stage, revision, mode }, others, checks),
    };
  }
}

/** Everything of a visit that a judgement depends on, but time. */
function lookOf({ arrivals, unsure }: Visit): string {
  const ended = arrivals.filter(({ exchange }) => exchange.response ?? exchange.failure).length;
  return `${arrivals.length} ${ended} ${unsure.size}`;
}
