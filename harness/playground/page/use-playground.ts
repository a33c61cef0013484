import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Report } from '../../report/schema.ts';
import type {
  CommandInput,
  CommandName,
  PlaygroundChoices,
  PlaygroundState,
  PlaygroundUpdate,
  VisitView,
} from '../contract.ts';
import { type Api, openApi } from './api.ts';

/** All that the page knows, and what it can ask for. */
export interface PlaygroundView {
  readonly api: Api;
  readonly choices: PlaygroundChoices | null;
  readonly state: PlaygroundState | null;
  readonly report: Report | null;
  /** Visits of other people's clients, newest first. */
  readonly visits: readonly VisitView[];
  /** What went wrong last. */
  readonly problem: Problem | null;
  readonly dismiss: () => void;
  /**
   * Carries a command out; a problem is shown, not thrown. Answers whether it went well.
   *
   * `again` is what a retry does, where that is more than this command.
   */
  readonly act: <Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    again?: () => void,
  ) => Promise<boolean>;
}

export interface Problem {
  /** In words for the person. */
  readonly text: string;
  readonly retry: () => void;
}

const gone = 'The playground has ended. Start it again and open the address that it prints.';

/** Follows the session behind the page's address. */
export function usePlayground(): PlaygroundView {
  const api = useMemo(() => openApi(tokenInAddress()), []);
  const [choices, setChoices] = useState<PlaygroundChoices | null>(null);
  const [seen, setSeen] = useState<PlaygroundUpdate>({});
  const [visits, setVisits] = useState<readonly VisitView[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const leaving = new AbortController();
    const fail = (error: Error) => {
      if (!leaving.signal.aborted) setProblem({ text: inWords(error), retry: () => setAttempt(attempt + 1) });
    };
    setProblem(null);
    api.choices().then(setChoices, fail);
    api
      .follow((update) => {
        setSeen((before) => ({ ...before, ...update }));
        setVisits((before) => withChanges(before, update.visits));
      }, leaving.signal)
      .then(() => fail(new TypeError(gone)), fail);
    return () => leaving.abort();
  }, [api, attempt]);

  const act: PlaygroundView['act'] = async (name, input, again) => {
    setProblem(null);
    try {
      await api.command(name, input);
      return true;
    } catch (error) {
      setProblem({ text: inWords(error as Error), retry: again ?? (() => void act(name, input)) });
      return false;
    }
  };

  return {
    api,
    choices,
    state: seen.state ?? null,
    report: seen.report ?? null,
    visits,
    problem,
    dismiss: () => setProblem(null),
    act,
  };
}

/** The visits after an update, newest first. */
function withChanges(before: readonly VisitView[], update: PlaygroundUpdate['visits']): readonly VisitView[] {
  if (!update) return before;
  if (update.isAll) return update.views;
  const kept = before.map((view) => update.views.find(({ id }) => id === view.id) ?? view);
  const fresh = update.views.filter(({ id }) => before.every((view) => view.id !== id));
  return [...fresh.toReversed(), ...kept];
}

/** A connection that cannot be made, or that ends, is a `TypeError`. */
function inWords(error: Error): string {
  return error instanceof TypeError ? gone : error.message;
}

function tokenInAddress(): string {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
}
