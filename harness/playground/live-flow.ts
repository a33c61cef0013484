import type { ProviderDefinition } from '../define/provider.ts';
import type { SignInDriver } from '../sign-in/driver.ts';
import { manualDriver } from '../sign-in/manual.ts';
import { openDriver } from '../sign-in/open-driver.ts';
import type { NamedFault } from '../testbed/fault-registry.ts';
import { callerOf, openServerTap } from '../trace/server-tap.ts';
import { Trace } from '../trace/trace.ts';
import type { PlaygroundSetup, ToolChoice, WaitingFor } from './contract.ts';
import { type Bed, openBed } from './open-bed.ts';
import { openStepGate, type StepGate } from './step-gate.ts';

/** What a live flow tells while it runs. */
export interface FlowEvents {
  /** An exchange began or ended, or a request is held. */
  readonly changed: () => void;
  readonly waiting: (waiting: WaitingFor | null) => void;
}

export interface FlowResult {
  readonly ok: boolean;
  readonly message: string;
  readonly result?: unknown;
}

/** The reference client at work against a testbed, one arrow after the other. */
export interface LiveFlow extends AsyncDisposable {
  readonly trace: Trace;
  readonly startedAt: number;
  readonly resourceUrl: string;
  readonly issuer: string;
  readonly steps: StepGate;
  readonly connect: () => Promise<FlowResult & { readonly tools: readonly ToolChoice[] }>;
  readonly callTool: (name: string, args: Readonly<Record<string, unknown>>) => Promise<FlowResult>;
  readonly disconnect: () => Promise<void>;
}

/** Opens a flow; nothing is sent before `connect`. Throws a `TargetError` when a part does not come up. */
export async function openLiveFlow(
  definition: ProviderDefinition<string>,
  setup: PlaygroundSetup,
  faults: readonly NamedFault[],
  events: FlowEvents,
): Promise<LiveFlow> {
  const ending = new AbortController();
  const trace = new Trace({ idPrefix: 'flow.', onExchange: events.changed });
  const steps = openStepGate(events.changed);
  const driver = await driverFor(definition, setup, events);
  const byHand = driver.name === 'manual';
  let partyOf: Bed['testbed']['setup']['partyOf'] = () => 'authorization-server';
  // Our own client records where it sends; a person's browser can only be seen where it arrives.
  const tap = openServerTap({
    traceOf: (request) => (byHand && callerOf(request) === 'browser' ? trace : null),
    partyOf: (url) => partyOf(url),
  });
  const bed = await openBed({
    definition,
    revision: setup.revision,
    faults,
    driver,
    signal: ending.signal,
    gate: steps.gate,
    tap,
  });
  partyOf = bed.testbed.setup.partyOf;
  const probes = await bed.testbed.probes(
    trace,
    setup.mode,
    faults.filter(({ role }) => role === 'client'),
  );
  return {
    trace,
    startedAt: performance.now(),
    resourceUrl: bed.testbed.setup.resource.url,
    issuer: bed.testbed.setup.provider.issuer,
    steps,
    connect: async () => {
      const outcome = await probes.client.connect();
      return { ...outcome, tools: outcome.ok ? toolsIn(outcome.result) : [] };
    },
    callTool: (name, args) => probes.client.callTool(name, args),
    disconnect: () => probes.client.disconnect(),
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      steps.drop('the flow was closed');
      await driver.close?.();
      await probes.close();
      await bed[Symbol.asyncDispose]();
    },
  };
}

function driverFor(
  definition: ProviderDefinition<string>,
  setup: PlaygroundSetup,
  { waiting }: FlowEvents,
): Promise<SignInDriver> | SignInDriver {
  if (setup.signIn === 'driver' && definition.signIn?.kind !== 'manual') return openDriver(definition.signIn);
  return manualDriver({
    // The page opens the window: only what a person clicks may open one.
    openUrl: async () => false,
    onWaiting: (now) => {
      if (now.kind === 'open') waiting({ whom: 'you', what: signInWords(now.username), url: now.url });
      if (now.kind === 'over') waiting(null);
    },
  });
}

function signInWords(username: string | null): string {
  return username === null ? 'to sign in' : `to sign in, for instance as ${username}`;
}

function toolsIn(result: unknown): ToolChoice[] {
  const { tools } = (result ?? {}) as { tools?: unknown };
  if (!Array.isArray(tools)) return [];
  return tools.flatMap((tool: { name?: unknown; description?: unknown; inputSchema?: unknown }) =>
    typeof tool?.name === 'string'
      ? [
          {
            name: tool.name,
            description: String(tool.description ?? ''),
            inputSchema: tool.inputSchema ?? {},
          },
        ]
      : [],
  );
}
