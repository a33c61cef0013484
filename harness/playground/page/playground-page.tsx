import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ReportResult } from '../../report/schema.ts';
import { brief, installLights, ThemeToggle, visible } from '../../report/viewer/components.ts';
import type { PlaygroundSetup } from '../contract.ts';
import { ExportMenu } from './export-menu.tsx';
import { FlowControls } from './flow-controls.tsx';
import { FlowView } from './flow-view.tsx';
import { allFlows, awaitedAnswer, type FlowChoice } from './flows.ts';
import { HeldRequestEditor } from './held-request.tsx';
import { OwnClient } from './own-client.tsx';
import { SetUpForm } from './set-up-form.tsx';
import { TokensPanel } from './tokens-panel.tsx';
import { ToolCaller } from './tool-caller.tsx';
import { usePlayground } from './use-playground.ts';
import { VerdictList } from './verdict-list.tsx';

/** The whole page: set-up on the left, the flow in the middle, what is open on the right. */
export function PlaygroundPage() {
  const { api, choices, state, report, visits, problem, dismiss, act } = usePlayground();
  const root = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<PlaygroundSetup | null>(null);
  const [key, choose] = useState<string | null>(null);
  const [openId, open] = useState<string | null>(null);
  const [wanted, goTo] = useState<{ readonly result: ReportResult } | null>(null);
  const flows = useMemo(() => (report ? allFlows(report, visits) : []), [report, visits]);
  useEffect(() => (root.current ? installLights(root.current) : undefined), []);

  const newest = visits[0]?.id;
  // Who comes is what one waits for.
  useEffect(() => {
    if (newest) choose(newest);
  }, [newest]);

  const flow = flows.find((candidate) => candidate.key === key) ?? flows[0] ?? null;
  const shown = flow?.report ?? report;
  const shownVisit = visits.find(({ id }) => id === flow?.key) ?? null;
  const setup = draft ?? state?.setup ?? null;
  const isChanged = draft !== null && JSON.stringify(draft) !== JSON.stringify(state?.setup);

  const connect = async (stepping: boolean) => {
    if (!setup || !state) return;
    // A flow is shown from its start: the parts are opened anew, with what the set-up says now.
    const isFresh = state.phase === 'ready' && !isChanged && report?.scenarios.length === 0;
    if (!isFresh && !(await act('open', setup, () => void connect(stepping)))) return;
    setDraft(null);
    choose(null);
    open(null);
    await act('connect', { stepping });
  };
  const show = (id: string) => {
    const home = flows.find(
      (candidate) => candidate.report === shown && candidate.exchanges.some((exchange) => exchange.id === id),
    );
    if (home) choose(home.key);
    open(id);
  };

  return (
    <div class="viewer playground" ref={root}>
      <a class="skip" href="#flow">
        Skip to the flow
      </a>
      <header class="page-head">
        <div class="kicker">
          <span>mcp-conformance {choices?.version ?? ''}</span>
          <span class="tools">
            <ExportMenu api={api} visit={shownVisit?.id ?? null} />
            <ThemeToggle />
          </span>
        </div>
        <h1>Playground</h1>
      </header>
      {problem ? (
        <p class="problem" role="alert">
          {visible(brief(problem.text, 800))}{' '}
          <button type="button" class="copy" onClick={problem.retry}>
            Try again
          </button>{' '}
          <button type="button" class="copy" onClick={dismiss}>
            Dismiss
          </button>
        </p>
      ) : null}
      <main>
        <div class="column left">
          {choices && setup ? (
            <SetUpForm
              choices={choices}
              setup={setup}
              change={(next) => {
                // What is tried again is the set-up that failed, and that is not what stands here now.
                dismiss();
                setDraft(next);
              }}
            />
          ) : (
            <p role="status">Waiting for the harness to say what can be chosen.</p>
          )}
        </div>
        <div class="column middle" id="flow" tabIndex={-1}>
          {state ? (
            <FlowControls
              state={state}
              isChanged={isChanged}
              connect={(stepping) => void connect(stepping)}
              disconnect={() => void act('disconnect', {})}
              judgeAll={() => void act('check', { everything: true })}
            />
          ) : null}
          {state?.held ? (
            <HeldRequestEditor held={state.held} release={(release) => void act('release', release)} />
          ) : null}
          {shown ? <VerdictList report={shown} show={show} wanted={wanted} /> : null}
          {shown ? (
            <FlowView
              report={shown}
              flows={flows}
              flow={flow}
              choose={(next) => {
                choose(next);
                open(null);
              }}
              openId={openId}
              open={(id) => open(id === openId ? null : id)}
              waitingFor={waitingText(state, flow)}
              faults={choices?.faults.filter(({ id }) => state?.setup.faults.includes(id)) ?? []}
              goTo={(result) => goTo({ result })}
            />
          ) : null}
        </div>
        <div class="column right">
          {state ? (
            <OwnClient
              state={state}
              visits={visits}
              shown={shownVisit}
              show={({ id }) => {
                choose(id);
                open(null);
              }}
              setStage={(faults) => {
                setDraft(null);
                void act('open', { ...state.setup, faults: [...faults] });
              }}
              forget={() => void act('forget-visits', {})}
            />
          ) : null}
          {flow && state ? (
            <TokensPanel
              report={flow.report}
              scenario={flow.scenario.id}
              resourceUrl={flow.report.subjects['resource-server']?.url ?? state.resourceUrl}
            />
          ) : null}
          {state ? (
            <ToolCaller state={state} call={(name, args) => void act('tool', { name, arguments: args })} />
          ) : null}
        </div>
      </main>
    </div>
  );
}

function waitingText(
  state: ReturnType<typeof usePlayground>['state'],
  flow: FlowChoice | null,
): string | null {
  if (flow && flow.scenario.id !== 'playground/flow') return null;
  if (state?.held) return 'you to let the next request go';
  if (state?.waitingFor) return `${state.waitingFor.whom} ${state.waitingFor.what}`;
  if (state?.phase !== 'connecting') return null;
  return (flow && awaitedAnswer(flow)) ?? 'the client';
}
