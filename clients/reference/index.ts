import type { Revision } from '../../harness/catalogue/vocabulary.ts';
import type { ClientOutcome, ClientProbe } from '../../harness/define/client-probe.ts';
import type { Fault } from '../../harness/define/fault.ts';
import { type Connection, type KeptResults, openConnection } from './connection.ts';
import { conformingPolicy, type FaultyClient } from './faulty.ts';
import { guardedFetch } from './guarded-fetch.ts';
import type { HostDocument } from './identity-documents.ts';
import { ClientStop, OAuthSession } from './session.ts';

export type { FaultyClient } from './faulty.ts';

export type ClientRegistration =
  | { readonly kind: 'dynamic' }
  | {
      readonly kind: 'static';
      readonly clientId: string;
      readonly clientSecret?: string;
      readonly issuer?: string;
    }
  | {
      readonly kind: 'metadata-document';
      readonly host: HostDocument;
    };

export interface ReferenceClientOptions {
  readonly serverUrl: string;
  readonly revision: Revision;
  /** All traffic of the client goes through it. */
  readonly fetch: typeof fetch;
  /** The same, trusting one authority more, PEM; for a fault. */
  readonly fetchTrusting?: (ca: string) => typeof fetch;
  readonly registrations: readonly ClientRegistration[];
  readonly redirectUri: string;
  /** Hands an authorization URL to the user's browser and brings back the callback URL, or `null`. */
  readonly openBrowser: (authorizationUrl: string) => Promise<string | null>;
  readonly faults?: readonly Fault<never>[];
}

/** Opens the reference client: the MCP SDKs, and around them the duties they leave to the application. */
export function openReferenceClient(options: ReferenceClientOptions): ClientProbe {
  const policy = conformingPolicy();
  for (const fault of (options.faults ?? []) as readonly Fault<FaultyClient>[]) fault.install(policy);
  const session = new OAuthSession(options, policy);
  const fetch = guardedFetch({
    ...options,
    inner: trustingFetch(options, policy),
    policy,
    onRefusal: (refusal, scope) => session.noteRefusal(refusal, scope),
    onDrop: (problem) => session.noteDropped(problem),
  });
  const kept: KeptResults | undefined = policy.sharesResults ? { store: null } : undefined;
  let connection: Connection | null = null;
  let stage: ClientOutcome['stage'] = 'discovery';

  const open = async () => {
    connection ??= await openConnection(options.revision, options.serverUrl, session, fetch, kept);
    return connection;
  };

  /** Runs an operation and, when the server asks for it, sends the user to authorize and tries again. */
  const withAuthorization = async (
    operation: (current: Connection) => Promise<unknown>,
  ): Promise<ClientOutcome> => {
    try {
      for (let attempts = 0; ; attempts += 1) {
        const current = await open();
        try {
          const result = await operation(current);
          stage = 'mcp';
          return { ok: true, stage, message: 'connected', result };
        } catch (error) {
          const url = session.takeAuthorizationUrl();
          if (!current.isUnauthorized(error) || url === null) throw error;
          if (!policy.mayAuthorize(attempts, session.refusal)) throw error;
          const { refusal } = session;
          await authorizeUser(current, url);
          if (!policy.repeatsRequest(refusal)) throw new ClientStop('authorized; ask again');
        }
      }
    } catch (error) {
      await drop();
      return { ok: false, stage, message: policy.describe(describe(error)) };
    }
  };

  const authorizeUser = async (current: Connection, url: string) => {
    stage = 'authorization';
    const callback = await policy.browse(url, options.openBrowser);
    if (callback === null) throw new ClientStop('the browser did not come back');
    await redeem(current, callback);
    // The SDKs want a fresh transport after authorizing.
    await drop();
  };

  const redeem = async (current: Connection, callback: string) => {
    const response = session.acceptCallback(callback);
    stage = 'token';
    try {
      await current.finishAuthorization(response);
    } finally {
      session.forgetRequest();
    }
  };

  const drop = async () => {
    await connection?.close().catch(() => undefined);
    connection = null;
  };

  let connected: Connection | null = null;
  const connectFirst = async (current: Connection) => {
    if (connected === current) return;
    await current.connect();
    connected = current;
  };

  const withConnection = (operation: (current: Connection) => Promise<unknown>) =>
    withAuthorization(async (current) => {
      await connectFirst(current);
      return operation(current);
    });

  return {
    configured: options.registrations.flatMap((known) => (known.kind === 'static' ? [known.clientId] : [])),
    connect: () => withConnection((current) => current.listTools()),
    callTool: (name, args = {}) => withConnection((current) => current.callTool(name, args)),
    listTools: () => withConnection((current) => current.listTools()),
    handleCallback: async (url) => {
      try {
        await redeem(await open(), url);
        return { ok: true, stage: 'token', message: 'the callback was accepted' };
      } catch (error) {
        return { ok: false, stage: 'authorization', message: describe(error) };
      }
    },
    disconnect: drop,
  };
}

function trustingFetch(
  { fetch, fetchTrusting }: ReferenceClientOptions,
  { alsoTrusts }: FaultyClient,
): typeof fetch {
  if (!alsoTrusts || !fetchTrusting) return fetch;
  let trusting: Promise<typeof fetch> | undefined;
  return async (input, init) => {
    trusting ??= alsoTrusts().then(fetchTrusting);
    return (await trusting)(input, init);
  };
}

function describe(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string } };
  return [message ?? String(error), cause?.message].filter(Boolean).join(': ');
}
