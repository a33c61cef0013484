import { openCallbackDesk } from './callback-listener.ts';
import type { SignInDriver, SignInResult, SignInTask, Waiting } from './driver.ts';
import { isCallback } from './driver.ts';
import { mayOpen, placeOf } from './loopback.ts';
import { openUserBrowser } from './open-user-browser.ts';
import { recordUnseen } from './record-document.ts';

export interface ManualDriverOptions {
  readonly onWaiting?: ((waiting: Waiting) => void) | undefined;
  /** Opens a URL in the user's browser; answers whether that was possible. */
  readonly openUrl?: ((url: string) => Promise<boolean>) | undefined;
  readonly timeoutMs?: number | undefined;
}

const defaultTimeoutMs = 300_000;
const tickMs = 1_000;

/** Has the user sign in with a browser of their own, one trip after the other. */
export function manualDriver(options: ManualDriverOptions = {}): SignInDriver {
  const desk = openCallbackDesk();
  const ending = new AbortController();
  let queue: Promise<unknown> = Promise.resolve();

  const drive = async (task: SignInTask): Promise<SignInResult> => {
    if (ending.signal.aborted) return unseen(task, null, 'the run was ended');
    if (!mayOpen(task.url)) {
      return unseen(
        task,
        null,
        `${placeOf(task.url)} is neither https nor http on loopback, and is not opened`,
      );
    }
    let arrive: (url: string) => void = () => {};
    const arrival = new Promise<string>((resolve) => {
      arrive = resolve;
    });
    const arrived = (url: string) => {
      const expected = isCallback(url, task);
      if (expected) arrive(url);
      return expected;
    };
    const listening = await desk.expect({ redirectUris: task.redirectUris, arrived });
    try {
      if (listening.ports.length === 0) return unseen(task, null, nowhere(task, listening.problems));
      const outcome = await waitFor(arrival, task, options, ending.signal);
      return unseen(task, outcome.url, outcome.reason);
    } finally {
      await listening.close();
      options.onWaiting?.({ kind: 'over' });
    }
  };

  return {
    name: 'manual',
    drive: (task) => {
      const result = queue.then(() => drive(task));
      queue = result.catch(() => undefined);
      return result;
    },
    close: async () => {
      ending.abort();
      await queue;
    },
  };
}

interface Outcome {
  readonly url: string | null;
  readonly reason: string | null;
}

async function waitFor(
  arrival: Promise<string>,
  task: SignInTask,
  options: ManualDriverOptions,
  ending: AbortSignal,
): Promise<Outcome> {
  const { onWaiting, openUrl = openUserBrowser, timeoutMs = defaultTimeoutMs } = options;
  // As a browser would write it: control characters and spaces are escaped, also for the terminal.
  const url = new URL(task.url).href;
  const deadline = performance.now() + timeoutMs;
  let give: (outcome: Outcome) => void = () => {};
  const givenUp = new Promise<Outcome>((resolve) => {
    give = resolve;
  });
  const stop = (reason: string) => () => give({ url: null, reason });
  const ended = stop('the run was ended while it waited for the sign-in');
  ending.addEventListener('abort', ended, { once: true });
  const late = `the sign-in did not come back to ${task.redirectUris.map(placeOf).join(' or ')} within ${Math.round(timeoutMs / 1000)} s`;
  const tick = () => {
    const remainingMs = deadline - performance.now();
    if (remainingMs <= 0) stop(late)();
    else onWaiting?.({ kind: 'waiting', reason: 'you to sign in', remainingMs });
  };
  const timer = setInterval(tick, Math.min(tickMs, timeoutMs));
  try {
    const opened = await openUrl(url).catch(() => false);
    onWaiting?.({
      kind: 'open',
      url,
      opened,
      decision: task.decision,
      username: task.user?.username ?? null,
      giveUp: stop('the sign-in was given up by hand'),
    });
    return await Promise.race([arrival.then((came) => ({ url: came, reason: null })), givenUp]);
  } finally {
    clearInterval(timer);
    ending.removeEventListener('abort', ended);
  }
}

function nowhere(task: SignInTask, problems: readonly string[]): string {
  const where = task.redirectUris.map(placeOf).join(', ') || 'nowhere';
  return problems.length > 0
    ? `nobody can receive the answer: ${problems.join('; ')}`
    : `the redirect URI leads to ${where}, not to http on this machine, so the answer cannot be received; use --login browser`;
}

/** The user's own browser is not watched: the trace says that much, and no more. */
function unseen(task: SignInTask, redirectedTo: string | null, stuck: string | null): SignInResult {
  const message = "what the user's own browser exchanged is not recorded";
  return { redirectedTo, stuck, pages: [], replies: [recordUnseen(task, 'not-observed', message)] };
}
