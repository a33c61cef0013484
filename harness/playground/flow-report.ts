import type { Role } from '../catalogue/vocabulary.ts';
import type { ProviderDefinition } from '../define/provider.ts';
import type { LiveFlow } from '../live/live-flow.ts';
import { flowOutcome, liveReport, type RuleWithRequirement } from '../live/live-report.ts';
import type { Report, ReportSubject } from '../report/schema.ts';
import type { FinishedRun } from '../runner/assemble-report.ts';
import type { PlaygroundSetup } from './contract.ts';

/** The flow that the page drives, as far as its report needs to know. */
export interface OpenedFlow {
  readonly definition: ProviderDefinition<string>;
  readonly flow: LiveFlow;
  readonly since: Date;
  readonly checked: FinishedRun | null;
}

/** Judges the flow of the reference client and what the checks found; visitors have reports of their own. */
export function flowReport(
  opened: OpenedFlow | null,
  setup: PlaygroundSetup,
  { version, rules }: { readonly version: string; readonly rules: readonly RuleWithRequirement[] },
): Report {
  return liveReport(opened ? outcomesOf(opened, setup) : [], {
    version,
    rules,
    command: 'mcp-conformance playground',
    reproduceBase: reproduceBase(setup),
    provider: opened?.definition.name ?? setup.provider,
    revision: setup.revision,
    mode: setup.mode,
    subjects: opened ? subjectsOf(opened) : {},
    notices: opened?.definition.notice ? [opened.definition.notice] : [],
    startedAt: opened?.since ?? new Date(),
    checked: opened?.checked ?? null,
  });
}

function outcomesOf({ flow }: OpenedFlow, { revision, mode }: PlaygroundSetup) {
  const title = 'The reference client connects.';
  const outcome = flowOutcome({ ...flow, id: 'playground/flow', title, revision, mode });
  return flow.trace.exchanges.length > 0 ? [outcome] : [];
}

/** The set-up as arguments of `run`; what it takes for granted is left out. */
function reproduceBase({ provider, mode, faults }: PlaygroundSetup): string[] {
  const isBuiltIn = provider === 'oidc-provider';
  return [
    ...(isBuiltIn ? [] : ['--provider', provider]),
    ...(isBuiltIn && mode === 'dynamic' ? [] : ['--mode', mode]),
    ...faults.flatMap((id) => ['--fault', id]),
  ];
}

function subjectsOf({ definition, flow }: OpenedFlow): Partial<Record<Role, ReportSubject>> {
  return {
    'authorization-server': { name: definition.name, issuer: flow.issuer },
    'resource-server': { name: definition.resourceServer?.name ?? 'reference server', url: flow.resourceUrl },
    client: { name: 'reference client' },
  };
}
