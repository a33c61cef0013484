/**
 * What may be hidden of a client that is not ours: what it tells its user, what it opens in the browser, what it asks
 * hosts outside the testbed for, what it has from before it was watched, and what it means to do: it takes no single
 * steps when asked.
 */
export type Hidden = 'told' | 'browser' | 'elsewhere' | 'past' | 'intent';

/** Whether something of a client is hidden. */
export function isHidden({ hidden = [] }: ClientOutcome, what: Hidden): boolean {
  return hidden.includes(what);
}

/** How far a client came, and why it stopped. */
export interface ClientOutcome {
  readonly ok: boolean;
  readonly stage: 'discovery' | 'registration' | 'authorization' | 'token' | 'mcp';
  /** What the client told its user. */
  readonly message: string;
  /** Everything that it told its user, where `message` is the gist of it. */
  readonly told?: string;
  /** What of the client nobody sees; nothing when left out. */
  readonly hidden?: readonly Hidden[];
  readonly result?: unknown;
}

/** How a client that is a program ended, and what it wrote last. */
export interface ClientEnding {
  /** The exit code; `null` when it was ended. */
  readonly code: number | null;
  /** In words, such as `exited with code 1`. */
  readonly how: string;
  readonly said: string;
}

/** What a scenario can do with the client under test. Nothing here throws for what the client does. */
export interface ClientProbe {
  /** The client ids that it was handed, of registrations made by hand. */
  readonly configured: readonly string[];
  /** Runs the whole flow until the client speaks MCP with a token, or says why it stopped. */
  readonly connect: () => Promise<ClientOutcome>;
  /** `user` is who signs in, of the provider's users from 0, where the call leads to signing in; the first when left out. */
  readonly callTool: (
    name: string,
    args?: Readonly<Record<string, unknown>>,
    options?: { readonly user?: number },
  ) => Promise<ClientOutcome>;
  readonly listTools: () => Promise<ClientOutcome>;
  /** Delivers a callback URL again, or a forged one. */
  readonly handleCallback: (url: string) => Promise<ClientOutcome>;
  readonly disconnect: () => Promise<void>;
  /** For a client that is a program; `null` before it was run. */
  readonly ending?: () => ClientEnding | null;
}
