import { loadCatalogue } from '../catalogue/catalogue.ts';
import { roles } from '../catalogue/vocabulary.ts';
import { UsageError } from '../define/error.ts';
import { openLiveFlow } from '../live/live-flow.ts';
import type { RuleWithRequirement } from '../live/live-report.ts';
import type { LiveSetup } from '../live/live-setup.ts';
import { anyPremises, type Premises } from '../live/visits/open-visits.ts';
import type { Report } from '../report/schema.ts';
import type { FinishedRun } from '../runner/assemble-report.ts';
import { loadRules } from '../runner/registry.ts';
import { loadFaults, type NamedFault } from '../testbed/fault-registry.ts';
import { refuseForeignFaults } from '../testbed/foreign-part.ts';
import type { Environment } from '../testbed/load-provider.ts';
import { anythingToCheck, runChecks } from './checks.ts';
import { closedState } from './closed-state.ts';
import type { CommandInput, PlaygroundSetup, PlaygroundState, PlaygroundUpdate } from './contract.ts';
import { mayRunUnasked } from './first-flow.ts';
import { flowReport, type OpenedFlow } from './flow-report.ts';
import { chooseProvider, chooseVariant } from './provider-choice.ts';
import { signInDriver } from './sign-in-choice.ts';
import { checksOn } from './visit-checks.ts';
import { VisitorLog } from './visitor-log.ts';

export interface SessionOptions {
  readonly setup: PlaygroundSetup;
  readonly version: string;
  readonly environment: Environment;
  readonly folder: string;
  /** Where clients of other people are received if it can be; anywhere when left out. */
  readonly premises?: Premises;
}

/** Milliseconds between two reports of a flow that is going on. */
const reportEveryMs = 120;

/**
 * What one person does in the playground: a set-up, its live flow, visiting clients and the checks.
 *
 * It holds the only mutable state of the playground, and tells its listeners whatever changes.
 */
export class PlaygroundSession {
  readonly #options: SessionOptions;
  readonly #premises: Premises;
  readonly #listeners = new Set<(update: PlaygroundUpdate) => void>();
  #state: PlaygroundState;
  #open: Opened | null = null;
  #rules: readonly RuleWithRequirement[] = [];
  #timer: NodeJS.Timeout | null = null;
  /** Counts what began or ended a flow, so that one that was disconnected says nothing more. */
  #attempts = 0;
  /** Commands that replace the testbed wait for each other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#premises = options.premises ?? anyPremises();
    this.#state = closedState(options.setup);
  }

  /** Tells a listener the state, the report and then every change; answers with how to stop. */
  listen(listener: (update: PlaygroundUpdate) => void): () => void {
    this.#listeners.add(listener);
    const visits = { isAll: true, views: this.#open?.visitors?.views ?? [] };
    listener({ state: this.#state, report: this.report(), visits });
    return () => this.#listeners.delete(listener);
  }

  get state(): PlaygroundState {
    return this.#state;
  }

  /** Everything that was seen, judged by what is known so far. */
  report(): Report {
    return flowReport(this.#open, this.#state.setup, { version: this.#options.version, rules: this.#rules });
  }

  /** Opens the parts of a set-up in place of the present ones. Throws what a wrong set-up makes the loaders throw. */
  open(setup: CommandInput<'open'>): Promise<void> {
    return this.#inTurn(async () => {
      const kept = isSamePlace(this.#state.setup, setup) ? (this.#open?.visitors ?? null) : null;
      const past = kept ? [] : ((await this.#open?.visitors?.settle()) ?? []);
      await this.#close(kept);
      this.#say({
        ...closedState(setup),
        visit: kept?.place ?? null,
        phase: 'opening',
        waitingFor: { whom: 'the harness', what: 'to start the parts' },
      });
      try {
        const { environment, folder } = this.#options;
        const definition = await chooseProvider(setup.provider, environment, folder);
        const faults = await loadFaults(setup.faults);
        refuseForeignFaults(faults, { definition, provider: setup.provider });
        const rules = await loadRules();
        const catalogue = loadCatalogue();
        this.#rules = rules.map((rule) => ({ rule, requirement: catalogue.find(rule.judges) }));
        const { revision, mode } = setup;
        const serverVariant = chooseVariant(definition, setup);
        const live: LiveSetup = { definition, revision, mode, faults, serverVariant };
        const changed = () => this.#changed();
        const { driver, giveUp } = await signInDriver(definition, setup, (waitingFor) =>
          this.#say({ waitingFor }),
        );
        const flow = await openLiveFlow(live, driver, changed);
        this.#open = {
          definition,
          faults,
          flow,
          giveUp,
          visitors: kept,
          checked: null,
          since: new Date(),
          checks: null,
        };
        this.#open.visitors ??= await VisitorLog.open(live, {
          version: this.#options.version,
          premises: this.#premises,
          checks: await checksOn(setup.provider, this.#rules),
          past,
          onVisits: (visits) => this.#tell({ visits }),
        });
        this.#say({
          phase: 'ready',
          waitingFor: null,
          message: 'Ready to connect.',
          resourceUrl: flow.resourceUrl,
          issuer: flow.issuer,
          visit: this.#open.visitors.place,
        });
      } catch (error) {
        if (this.#open?.visitors !== kept) await kept?.[Symbol.asyncDispose]();
        await this.#close();
        this.#say({ visit: null, phase: 'failed', waitingFor: null, message: (error as Error).message });
        throw error;
      }
      this.#report();
    });
  }

  /** Runs a flow that nobody asked for, so that there is something to look at; where only our own parts take part. */
  async begin(): Promise<void> {
    const open = this.#open;
    if (!open || !mayRunUnasked(this.#state.setup, open.definition)) return;
    await this.connect({ stepping: false }, 'This first flow began by itself, between the embedded parts. ');
  }

  /** Runs the reference client's flow and, after it, the checks that belong to the faults that are on. */
  async connect({ stepping }: CommandInput<'connect'>, remark = ''): Promise<void> {
    const { flow } = this.#opened();
    if (this.#state.phase === 'connecting') throw new UsageError('busy', 'The client is connecting already.');
    flow.steps.step(stepping);
    this.#say({ phase: 'connecting', stepping, message: `${remark}The client connects.` });
    const attempt = ++this.#attempts;
    const outcome = await flow.connect();
    if (this.#open?.flow !== flow || attempt !== this.#attempts) return;
    flow.steps.step(false);
    this.#say({
      phase: outcome.ok ? 'connected' : 'failed',
      message: outcome.ok
        ? `${remark}Connected: the client speaks MCP with a token.`
        : `${remark}The client stopped: ${outcome.message}`,
      tools: outcome.tools,
      stepping: false,
    });
    this.#report();
    await this.check({ everything: false });
  }

  /** Runs the scenarios against parts with the same faults. */
  async check({ everything }: CommandInput<'check'>): Promise<void> {
    const open = this.#opened();
    if (!anythingToCheck({ faults: open.faults, everything })) return;
    open.checks?.abort();
    const checks = new AbortController();
    open.checks = checks;
    this.#say({ checking: { done: 0, of: 0 } });
    try {
      const checked = await runChecks({
        ...open,
        setup: this.#state.setup,
        roles,
        everything,
        version: this.#options.version,
        signal: checks.signal,
        progress: (done, of) => this.#say({ checking: { done, of } }),
      });
      if (open.checks === checks && !checks.signal.aborted) open.checked = checked;
    } finally {
      if (open.checks === checks) {
        open.checks = null;
        this.#say({ checking: null });
        this.#report();
      }
    }
  }

  /** Lets the held request go. */
  release({ id, changes, run }: CommandInput<'release'>): void {
    const { steps } = this.#opened().flow;
    if (!steps.release(id, changes)) throw new UsageError('held', 'That request does not wait any more.');
    if (run) steps.step(false);
    this.#say({ stepping: !run });
  }

  async tool({ name, arguments: args }: CommandInput<'tool'>): Promise<void> {
    const { flow } = this.#opened();
    this.#say({ waitingFor: { whom: 'the MCP server', what: `to answer the call of ${name}` } });
    const outcome = await flow.callTool(name, args);
    if (this.#open?.flow !== flow) return;
    this.#say({
      waitingFor: null,
      answer: outcome.ok ? outcome.result : { error: outcome.message },
      message: outcome.ok ? `${name} answered.` : `${name} could not be called: ${outcome.message}`,
    });
    this.#report();
  }

  async disconnect(): Promise<void> {
    const { flow, giveUp } = this.#opened();
    this.#attempts += 1;
    flow.steps.drop('the client was disconnected');
    flow.steps.step(false);
    giveUp();
    await flow.disconnect();
    const message = 'Disconnected.';
    this.#say({ phase: 'ready', message, waitingFor: null, tools: [], answer: null, stepping: false });
  }

  /** Forgets the clients of other people that came. */
  forgetVisits(): void {
    this.#opened().visitors?.forget();
    this.#tell({ visits: { isAll: true, views: [] } });
  }

  /** The report on one visit; throws a `UsageError` when there is none of that id. */
  visitReport(id: string): Report {
    const view = this.#open?.visitors?.views.find((candidate) => candidate.id === id);
    if (!view) throw new UsageError('visit', `there is no visit ${JSON.stringify(id)} any more`);
    return view.report;
  }

  /** Ends everything. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#close());
  }

  #opened(): Opened {
    if (!this.#open) throw new UsageError('closed', 'Choose what to connect, and open it first.');
    return this.#open;
  }

  #inTurn(act: () => Promise<void>): Promise<void> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Ends what is open, but for visitors that are to stay. */
  async #close(kept: VisitorLog | null = null): Promise<void> {
    const open = this.#open;
    this.#open = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (!open) return;
    open.checks?.abort();
    await open.flow[Symbol.asyncDispose]();
    if (open.visitors !== kept) await open.visitors?.[Symbol.asyncDispose]();
  }

  #changed(): void {
    const held = this.#open?.flow.steps.held() ?? null;
    if (held?.id !== this.#state.held?.id) this.#say({ held });
    // Reports come at a bearable pace, and the last one always.
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#report();
    }, reportEveryMs);
  }

  #report(): void {
    if (this.#listeners.size > 0) this.#tell({ report: this.report() });
  }

  #say(changes: Partial<PlaygroundState>): void {
    this.#state = { ...this.#state, ...changes };
    this.#tell({ state: this.#state });
  }

  #tell(update: PlaygroundUpdate): void {
    for (const listener of this.#listeners) listener(update);
  }
}

/** Whether visitors meet the same in two set-ups: they may stay then, whatever the page does beside them. */
function isSamePlace(before: PlaygroundSetup, after: PlaygroundSetup): boolean {
  const place = ({ signIn: _, faults, ...setup }: PlaygroundSetup) =>
    JSON.stringify([setup, faults.filter((id) => !id.startsWith('client.'))]);
  return place(before) === place(after);
}

interface Opened extends OpenedFlow {
  readonly faults: readonly NamedFault[];
  /** Ends the wait for a person who signs in by hand. */
  readonly giveUp: () => void;
  visitors: VisitorLog | null;
  checked: FinishedRun | null;
  checks: AbortController | null;
}
