import { type Connection, openConnection } from '../reference/connection.ts';
import { conformingPolicy } from '../reference/faulty.ts';
import { guardedFetch } from '../reference/guarded-fetch.ts';
import type { ClientRegistration } from '../reference/index.ts';
import { OAuthSession } from '../reference/session.ts';
import { isLoopbackUrl } from './destinations.ts';
import { explain } from './explain.ts';
import type { Outgoing, Sightings } from './outgoing.ts';
import type { Link } from './sessions.ts';

/** What became of an operation: it is done, or the user has to authorize first. */
export type Outcome<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'authorize'; readonly url: string; readonly state: string };

export interface LinkOptions {
  readonly outgoing: Outgoing;
  /** Hears that the memory of the link changed in a way that must not be lost, such as a refreshed token. */
  readonly onTokens?: () => Promise<void>;
}

/** The newest rules hold for the documents of every server; which wire it speaks is negotiated. */
export const revision = '2026-07-28';

interface OpenLink {
  readonly session: OAuthSession;
  readonly connection: Connection;
  readonly sightings: Sightings;
}

/** The SDK client of one request: everything that outlives it is in the memory of the link. */
async function openLink(link: Link, { outgoing, onTokens }: LinkOptions): Promise<OpenLink> {
  const policy = conformingPolicy();
  policy.applicationType = isLoopbackUrl(new URL(link.redirectUri)) ? 'native' : 'web';
  const { fetch: inner, sightings } = outgoing.open();
  const session = new OAuthSession(
    {
      revision,
      registrations: [registrationOf(link)],
      redirectUri: link.redirectUri,
      clientName: 'mcp-conformance web client',
      memory: link.memory,
      ...(onTokens ? { onTokens } : {}),
    },
    policy,
  );
  const fetch = guardedFetch({
    inner,
    policy,
    serverUrl: link.serverUrl,
    revision,
    onRefusal: (refusal, scope) => session.noteRefusal(refusal, scope),
    onDrop: (problem) => session.noteDropped(problem),
  });
  return { session, sightings, connection: await openConnection('auto', link.serverUrl, session, fetch) };
}

/** How the client of a link is known at the authorization server. */
export function registrationOf({ registered }: Link): ClientRegistration {
  return registered ? { kind: 'static', ...registered } : { kind: 'dynamic' };
}

/** Does something on a fresh connection; throws a `Problem` that says what went wrong. */
export async function operate<Value>(
  link: Link,
  options: LinkOptions,
  work: (connection: Connection) => Promise<Value>,
): Promise<Outcome<Value>> {
  const { session, connection, sightings } = await openLink(link, options);
  try {
    await connection.connect();
    return { kind: 'done', value: await work(connection) };
  } catch (error) {
    const url = session.takeAuthorizationUrl();
    if (url === null || link.memory.pending === null) throw explain(error, link, sightings);
    return { kind: 'authorize', url, state: link.memory.pending.state };
  } finally {
    await connection.close().catch(() => undefined);
  }
}

/** Checks a callback and redeems its code; throws a `Problem`. */
export async function redeem(link: Link, options: LinkOptions, callbackUrl: string): Promise<void> {
  const { session, connection, sightings } = await openLink(link, options);
  try {
    await connection.finishAuthorization(session.acceptCallback(callbackUrl));
  } catch (error) {
    throw explain(error, link, sightings);
  } finally {
    session.forgetRequest();
    await connection.close().catch(() => undefined);
  }
}
