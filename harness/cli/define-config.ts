import type { RunFlags } from './commands/run.ts';

/** What `mcp-conformance.config.ts` may say: options of `run`, by the names they have on the command line. */
export type RunConfiguration = { readonly [Name in keyof RunFlags]?: RunFlags[Name] | undefined };

/** Declares the configuration of `run`; it checks what is written, and does nothing else. */
export function defineConfig(configuration: RunConfiguration): RunConfiguration {
  return Object.freeze(configuration);
}
