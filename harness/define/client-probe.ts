/** How far a client came, and why it stopped. */
export interface ClientOutcome {
  readonly ok: boolean;
  readonly stage: 'discovery' | 'registration' | 'authorization' | 'token' | 'mcp';
  /** What the client told its user. */
  readonly message: string;
  /** `false` where nobody knows what the client told its user: nothing follows from `message` then. */
  readonly isHeard?: boolean;
  /** `false` where requests of the client to other hosts than those of the testbed are not seen. */
  readonly isWatched?: boolean;
  readonly result?: unknown;
}

/** What a scenario can do with the client under test. Nothing here throws for what the client does. */
export interface ClientProbe {
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
}
