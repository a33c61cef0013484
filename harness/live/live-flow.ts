import type { SignInDriver } from '../sign-in/driver.ts';
import { callerOf, openServerTap } from '../trace/server-tap.ts';
import { Trace } from '../trace/trace.ts';
import type { LiveSetup } from './live-setup.ts';
import { type Bed, openBed } from './open-bed.ts';
import { openStepGate, type StepGate } from './step-gate.ts';

/** A tool that the MCP server offers. */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: unknown;
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
  readonly connect: () => Promise<FlowResult & { readonly tools: readonly OfferedTool[] }>;
  readonly callTool: (name: string, args: Readonly<Record<string, unknown>>) => Promise<FlowResult>;
  readonly disconnect: () => Promise<void>;
}

/** Opens a flow; nothing is sent before `connect`. Throws a `TargetError` when a part does not come up. */
export async function openLiveFlow(
  setup: LiveSetup,
  driver: SignInDriver,
  changed: () => void,
): Promise<LiveFlow> {
  const ending = new AbortController();
  const trace = new Trace({ idPrefix: 'flow.', onExchange: changed });
  const steps = openStepGate(changed);
  const byHand = driver.name === 'manual';
  let partyOf: Bed['testbed']['setup']['partyOf'] = () => 'authorization-server';
  // Our own client records where it sends; a person's browser can only be seen where it arrives.
  const tap = openServerTap({
    traceOf: (request) => (byHand && callerOf(request) === 'browser' ? trace : null),
    partyOf: (url) => partyOf(url),
  });
  const bed = await openBed({
    ...setup,
    driver,
    signal: ending.signal,
    gate: steps.gate,
    tap,
  });
  partyOf = bed.testbed.setup.partyOf;
  const probes = await bed.testbed.probes(
    trace,
    setup.mode,
    setup.faults.filter(({ role }) => role === 'client'),
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

function toolsIn(result: unknown): OfferedTool[] {
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
