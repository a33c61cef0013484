import type { ClientEnding, ClientOutcome, ClientProbe } from '../../harness/define/client-probe.ts';
import { type CommandOptions, type Ending, runCommand } from './process.ts';

export interface CommandClientOptions extends CommandOptions {
  /** Makes text of the client safe to keep: no secrets, no control characters. */
  readonly clean: (text: string) => string;
  /** The client id that it is handed; `null` for none. */
  readonly clientId: string | null;
  /** What the client showed in the user's browser. */
  readonly pages: () => readonly string[];
  /** Whether what it opens in the browser is seen. */
  readonly seesBrowser: () => boolean;
  /** Whether the MCP server served it. */
  readonly wasServed: () => boolean;
}

/** Characters of what it wrote last that a report keeps. */
const tail = 2_000;

/**
 * A client under test that is a command: asked to connect it is run, and does by itself whatever it does.
 *
 * It is run once, and again only when it is asked to connect after it failed, as a user would.
 */
export function openCommandClient(options: CommandClientOptions): ClientProbe {
  const ending = new AbortController();
  const signal = AbortSignal.any([options.signal, ending.signal]);
  let last: ClientEnding | null = null;
  let outcome: ClientOutcome | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const run = async (): Promise<ClientOutcome> => {
    const ended = await runCommand({ ...options, signal });
    const stdout = options.clean(ended.stdout);
    const stderr = options.clean(ended.stderr);
    const said = (stderr.trim() || stdout.trim()).slice(-tail);
    last = { code: ended.code, how: ended.how, said };
    outcome = outcomeOf({ ...ended, stdout, stderr }, options);
    return outcome;
  };
  const inTurn = (act: () => Promise<ClientOutcome>): Promise<ClientOutcome> => {
    const result = turn.then(act);
    turn = result;
    return result;
  };
  const hasDone = () => inTurn(async () => outcome ?? run());

  return {
    configured: options.clientId === null ? [] : [options.clientId],
    connect: () => inTurn(async () => (outcome?.ok ? outcome : run())),
    listTools: hasDone,
    callTool: hasDone,
    handleCallback: hasDone,
    disconnect: async () => {
      ending.abort();
      await turn;
    },
    ending: () => last,
  };
}

function outcomeOf(ended: Ending, { pages, seesBrowser, wasServed }: CommandClientOptions): ClientOutcome {
  const { code, how, stdout, stderr } = ended;
  const gist = lastLines(stderr) || lastLines(stdout);
  const ok = code === null ? wasServed() : code === 0;
  return {
    ok,
    stage: wasServed() ? 'mcp' : 'discovery',
    message: gist === '' ? how : `${how}, and wrote last: ${gist}`,
    told: [stderr, stdout, ...pages()].join('\n'),
    // Whoever was ended by us may have had more to say.
    hidden: [
      'elsewhere',
      'intent',
      ...(code === null ? ['told' as const] : []),
      ...(seesBrowser() ? [] : ['browser' as const]),
    ],
  };
}

/** The end of what was written, as a part of a sentence. */
function lastLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).slice(-3).join(' · ').slice(-300);
}
