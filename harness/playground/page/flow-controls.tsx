import { brief, safeLink, visible } from '../../report/viewer/components.ts';
import type { PlaygroundState } from '../contract.ts';

export interface FlowControlsProps {
  readonly state: PlaygroundState;
  /** Whether the set-up on the page differs from what is open. */
  readonly isChanged: boolean;
  readonly connect: (stepping: boolean) => void;
  readonly disconnect: () => void;
  readonly judgeAll: () => void;
}

/** Connect, step, disconnect; and whom the playground is waiting for. */
export function FlowControls({ state, isChanged, connect, disconnect, judgeAll }: FlowControlsProps) {
  const isBusy = state.phase === 'opening' || state.phase === 'connecting';
  const signInPage = safeLink(state.waitingFor?.url ?? '');
  const isConnected = state.phase === 'connected';
  return (
    <section class="controls" aria-label="Controls">
      <div class="buttons">
        <button type="button" class="primary" disabled={isBusy} onClick={() => connect(false)}>
          {connectName(state, isChanged)}
        </button>
        <button type="button" disabled={isBusy} onClick={() => connect(true)}>
          Step through
        </button>
        <button type="button" disabled={!isConnected && state.phase !== 'connecting'} onClick={disconnect}>
          Disconnect
        </button>
        <button
          type="button"
          disabled={isBusy || state.phase === 'closed' || state.checking !== null || isChanged}
          onClick={judgeAll}
        >
          Judge everything
        </button>
      </div>
      <p class={`phase phase-${state.phase}`} role="status">
        {visible(brief(state.message, 800))}
        {state.checking
          ? ` The harness runs its scenarios: ${state.checking.done} of ${state.checking.of}.`
          : ''}
      </p>
      {state.waitingFor ? (
        <p class="waiting-for" role="status">
          Waiting for {state.waitingFor.whom} {visible(brief(state.waitingFor.what, 200))}
          {signInPage ? (
            <>
              {': '}
              <a href={signInPage} target="_blank" rel="noreferrer">
                open the sign-in page
              </a>
            </>
          ) : null}
        </p>
      ) : null}
    </section>
  );
}

function connectName({ phase }: PlaygroundState, isChanged: boolean): string {
  if (isChanged) return 'Connect';
  if (phase === 'failed') return 'Try again';
  return phase === 'connected' ? 'Connect again' : 'Connect';
}
