import type { Revision } from '../catalogue/vocabulary.ts';
import type { ToolScopes } from './resource-probe.ts';

/** What an MCP server that comes with a provider is told when it is started. */
export interface ResourceServerContext<Variant extends string = string> {
  readonly variant: Variant;
  /** The MCP endpoint as its callers know it, on loopback. */
  readonly url: string;
  /** Where it must listen; another port than that of `url` where something stands before it. */
  readonly port: number;
  /** The issuer whose tokens it accepts. */
  readonly issuer: string;
  readonly revision: Revision;
  /** Variables that the provider hands over, for instance keys (`StartedProvider.environment`). */
  readonly environment: Readonly<Record<string, string>>;
  /** CA certificate to trust, PEM, when the issuer's TLS is not publicly trusted. */
  readonly ca: string | undefined;
  /** Ends the start, and nothing else. */
  readonly signal: AbortSignal;
}

/** An MCP server in a process of its own. */
export interface StartedResourceServer {
  /** What is known of its tools; the rest is taken for absent. */
  readonly tools: Partial<ToolScopes>;
  /** Resolves when the process that runs now has ended without being asked to, in words: `exited with code 1`. */
  readonly exited: () => Promise<string>;
  /** Starts it again after it has ended, on the same port. */
  readonly restart: () => Promise<void>;
  /** Ends it, and does not leave before it has gone. */
  readonly stop: () => Promise<void>;
}

/**
 * An MCP server that a provider brings along; it is judged together with the provider.
 *
 * Methods rather than properties, so that a definition with variants of known names passes for any.
 */
export interface ResourceServerDefinition<Variant extends string = string> {
  readonly name: string;
  /** What can be started, the default first. */
  readonly variants: readonly [Variant, ...Variant[]];
  /** The revisions that a variant speaks, and why it does not speak the others. */
  speaks(variant: Variant): { readonly revisions: readonly Revision[]; readonly because: string };
  start(context: ResourceServerContext<Variant>): Promise<StartedResourceServer>;
}
