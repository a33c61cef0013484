import type { CommandInput, CommandName, PlaygroundChoices, PlaygroundUpdate } from '../contract.ts';

/** The playground's server, as its page speaks to it. */
export interface Api {
  readonly choices: () => Promise<PlaygroundChoices>;
  /** Rejects with what the server says is wrong, in words for the person. */
  readonly command: <Name extends CommandName>(name: Name, input: CommandInput<Name>) => Promise<void>;
  /** Follows the session until `signal` aborts; rejects when the server is gone. */
  readonly follow: (take: (update: PlaygroundUpdate) => void, signal: AbortSignal) => Promise<void>;
  /** A file made of the session, or of one visit. */
  readonly exported: (format: string, visit: string | null) => Promise<Blob>;
}

/** Opens the interface with the token that the page's address carries. */
export function openApi(token: string): Api {
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const response = await fetch(`/api/${path}`, { ...init, headers });
    if (response.ok) return response;
    const { error } = (await response
      .json()
      .catch(() => ({ error: `the playground answered ${response.status}` }))) as {
      error: string;
    };
    throw new Error(error);
  };
  return {
    choices: async () => (await ask('choices')).json() as Promise<PlaygroundChoices>,
    command: async (name, input) => {
      await ask(name, { method: 'POST', body: JSON.stringify(input) });
    },
    follow: async (take, signal) => {
      const response = await ask('events', { signal });
      for await (const line of linesOf(response)) take(JSON.parse(line) as PlaygroundUpdate);
    },
    exported: async (format, visit) => {
      const query = visit === null ? '' : `?visit=${encodeURIComponent(visit)}`;
      return (await ask(`export/${format}${query}`)).blob();
    },
  };
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
