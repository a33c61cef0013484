/**
 * What the playground's page and its server say to each other.
 *
 * The page imports types from here and nothing else of the server.
 */
import { z } from 'zod';
import { type Revision, type Role, revisions } from '../catalogue/vocabulary.ts';
import type { OfferedTool } from '../live/live-flow.ts';
import type { HeldRequest } from '../live/step-gate.ts';
import type { Unseen } from '../live/visits/unseen.ts';
import type { Report } from '../report/schema.ts';

/** What a person sets up before connecting. */
export const setupSchema = z.strictObject({
  /** A built-in provider by name, a definition file, or the URL of a real issuer. */
  provider: z.string().trim().min(1).max(2000),
  /** A variant of the MCP server that the provider brings along, or the reference server. */
  variant: z.string().max(100).optional(),
  revision: z.enum(revisions),
  mode: z.enum(['dynamic', 'static', 'metadata-document']),
  faults: z.array(z.string().max(200)).max(50),
  signIn: z.enum(['driver', 'hand']),
});

export type PlaygroundSetup = z.infer<typeof setupSchema>;

/** A fault as a switch. */
export interface FaultSwitch {
  readonly id: string;
  readonly role: Role;
  readonly says: string;
  readonly breaks: readonly string[];
  readonly provokes: readonly string[];
}

/** What can be chosen. */
export interface PlaygroundChoices {
  readonly version: string;
  readonly providers: readonly {
    readonly id: string;
    readonly about: string;
    readonly variants: readonly string[];
  }[];
  readonly revisions: readonly Revision[];
  readonly modes: readonly PlaygroundSetup['mode'][];
  readonly faults: readonly FaultSwitch[];
  readonly profiles: readonly Profile[];
  /** The first thing shown. */
  readonly start: PlaygroundSetup;
}

/** A named set-up to begin with. */
export interface Profile {
  readonly id: string;
  readonly about: string;
  readonly setup: Partial<PlaygroundSetup>;
}

/** Whom the playground waits for, so that no wait is without a name. */
export interface WaitingFor {
  readonly whom: 'you' | 'the client' | 'the MCP server' | 'the provider' | 'the harness';
  readonly what: string;
  /** A page to open, when that is what is waited for. */
  readonly url?: string;
}

/** Everything on the page that is not a verdict or an exchange. */
export interface PlaygroundState {
  readonly setup: PlaygroundSetup;
  readonly phase: 'closed' | 'opening' | 'ready' | 'connecting' | 'connected' | 'failed';
  /** The last thing that happened, in a sentence. */
  readonly message: string;
  readonly waitingFor: WaitingFor | null;
  readonly stepping: boolean;
  readonly held: HeldRequest | null;
  /** The MCP server of the flow that the page drives. */
  readonly resourceUrl: string;
  readonly issuer: string;
  /** Where clients of one's own connect. */
  readonly visit: VisitingPlace | null;
  readonly tools: readonly OfferedTool[];
  /** What a called tool answered. */
  readonly answer: unknown;
  /** How far the checks of the faults are, while they run. */
  readonly checking: { readonly done: number; readonly of: number } | null;
}

/** Where clients of one's own connect, and who can sign in there. */
export interface VisitingPlace {
  readonly url: string;
  readonly issuer: string;
  readonly users: readonly { readonly username: string; readonly password: string }[];
  /** The certificate that a client has to trust, PEM, where the authorization server has one of its own. */
  readonly ca: string | null;
}

/** What one client did on a visit, and what that shows. */
export interface VisitView {
  readonly id: string;
  /** What the client calls itself. */
  readonly client: string;
  /** The revision that it speaks, by which it is judged. */
  readonly revision: Revision;
  /** How it is registered. */
  readonly mode: PlaygroundSetup['mode'];
  /** Faults of the other parts that it met. */
  readonly stage: readonly string[];
  readonly startedAt: string;
  /** Why more may come, or `null` once the client has come to rest. */
  readonly goesOn: string | null;
  /** What helps whoever wonders why it came no further. */
  readonly hints: readonly string[];
  readonly report: Report;
  /** What it has not shown, and what it would take. */
  readonly unseen: readonly Unseen[];
}

/** Visits that have changed, or all that there are, newest first. */
export interface VisitsUpdate {
  readonly isAll: boolean;
  readonly views: readonly VisitView[];
}

/** One line of the event stream; what is left out has not changed. */
export interface PlaygroundUpdate {
  readonly state?: PlaygroundState;
  readonly report?: Report;
  readonly visits?: VisitsUpdate;
}

/** What a person may ask of a session; each has a route `POST /api/<name>`. */
export const commandSchemas = {
  open: setupSchema,
  connect: z.strictObject({ stepping: z.boolean() }),
  check: z.strictObject({ everything: z.boolean() }),
  /** Lets the held request go, as it is or changed; `run` lets all that follow go too. */
  release: z.strictObject({
    id: z.int(),
    run: z.boolean(),
    changes: z
      .strictObject({
        url: z.string().max(20_000),
        headers: z.array(z.tuple([z.string().max(500), z.string().max(20_000)])).max(100),
        body: z.string().max(200_000).nullable(),
      })
      .optional(),
  }),
  tool: z.strictObject({ name: z.string().max(500), arguments: z.record(z.string(), z.unknown()) }),
  disconnect: z.strictObject({}),
  'forget-visits': z.strictObject({}),
} as const;

export type CommandName = keyof typeof commandSchemas;
export type CommandInput<Name extends CommandName> = z.infer<(typeof commandSchemas)[Name]>;

export type { HeldRequest };
