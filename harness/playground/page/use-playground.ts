import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Report } from '../../report/schema.ts';
import type {
  CommandInput,
  CommandName,
  PlaygroundChoices,
  PlaygroundState,
  PlaygroundUpdate,
} from '../contract.ts';
import { type Api, openApi } from './api.ts';

/** All that the page knows, and what it can ask for. */
export interface PlaygroundView {
  readonly api: Api;
  readonly choices: PlaygroundChoices | null;
  readonly state: PlaygroundState | null;
  readonly report: Report | null;
  readonly unseen: NonNullable<PlaygroundUpdate['unseen']>;
  /** What went wrong last, in words, or ''. */
  readonly problem: string;
  readonly dismiss: () => void;
  /** Carries a command out; a problem is shown, not thrown. Answers whether it went well. */
  readonly act: <Name extends CommandName>(name: Name, input: CommandInput<Name>) => Promise<boolean>;
}

const gone = 'The playground has ended. Start it again and open the address that it prints.';

/** Follows the session behind the page's address. */
export function usePlayground(): PlaygroundView {
  const api = useMemo(() => openApi(tokenInAddress()), []);
  const [choices, setChoices] = useState<PlaygroundChoices | null>(null);
  const [seen, setSeen] = useState<PlaygroundUpdate>({});
  const [problem, setProblem] = useState('');

  useEffect(() => {
    const leaving = new AbortController();
    const fail = (error: Error) => {
      if (!leaving.signal.aborted) setProblem(error instanceof TypeError ? gone : error.message);
    };
    api.choices().then(setChoices, fail);
    api
      .follow((update) => setSeen((before) => ({ ...before, ...update })), leaving.signal)
      .then(() => fail(new TypeError(gone)), fail);
    return () => leaving.abort();
  }, [api]);

  return {
    api,
    choices,
    state: seen.state ?? null,
    report: seen.report ?? null,
    unseen: seen.unseen ?? [],
    problem,
    dismiss: () => setProblem(''),
    act: async (name, input) => {
      setProblem('');
      try {
        await api.command(name, input);
        return true;
      } catch (error) {
        setProblem(error instanceof TypeError ? gone : (error as Error).message);
        return false;
      }
    },
  };
}

function tokenInAddress(): string {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? '';
}
