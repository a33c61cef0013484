import { ClientStop } from '../reference/session.ts';
import { placeOf } from './destinations.ts';
import { type Sightings, untrusted } from './outgoing.ts';
import type { Link } from './sessions.ts';

/** What went wrong, for the person in front of the page: what, where, and what to do now. */
export class Problem extends Error {
  readonly where: string | null;
  readonly remedy: string;
  /** The status that the page is sent with. */
  readonly status: number;
  /** Whether a client that was registered by hand would help. */
  readonly needsRegisteredClient: boolean;

  constructor(
    what: string,
    rest: { where?: string | null; remedy: string; status?: number; needsRegisteredClient?: boolean },
  ) {
    super(what);
    this.name = 'Problem';
    this.where = rest.where ?? null;
    this.remedy = rest.remedy;
    this.status = rest.status ?? 502;
    this.needsRegisteredClient = rest.needsRegisteredClient ?? false;
  }
}

/** Puts an error of the SDK into words, by what was seen on the wire: its messages are for programmers. */
export function explain(error: unknown, link: Link, sightings: Sightings): Problem {
  if (error instanceof Problem) return error;
  return (
    denied(error, link) ??
    unregistrable(link, sightings) ??
    refusedByProvider(sightings) ??
    stopped(error, link) ??
    unreachable(link, sightings) ??
    answeredError(error, link) ??
    notMcp(link, sightings) ??
    new Problem('The MCP server answered in a way that this client does not understand.', {
      where: link.serverUrl,
      remedy: 'Look at what it sends with: npx mcp-conformance run --server URL.',
    })
  );
}

/** RFC 6749 §4.1.2.1: the authorization server sent the user back with an error. */
function denied(error: unknown, { registered }: Link): Problem | null {
  if (!(error instanceof ClientStop) || error.authorizationError === null) return null;
  if (error.authorizationError === 'access_denied') {
    return new Problem('Access was denied at the authorization server.', {
      remedy: 'Connect again, and approve the request to go on.',
      status: 403,
    });
  }
  const isTooNarrow = error.authorizationError === 'invalid_scope' && !registered;
  return new Problem(`The authorization server refused the request: ${cut(error.authorizationError)}.`, {
    where: cut(error.message),
    remedy: isTooNarrow
      ? 'The MCP server asks for a scope that clients do not get there by registering themselves: widen that, or register a client by hand with the scope.'
      : 'Connect again. If it stays, the set-up of the authorization server does not fit this client.',
  });
}

/** RFC 7591: no registration endpoint, or one that says no. */
function unregistrable({ memory, registered }: Link, { answers }: Sightings): Problem | null {
  const metadata = memory.discovery?.authorizationServerMetadata;
  if (registered || memory.client || !metadata) return null;
  const endpoint = metadata['registration_endpoint'];
  const where = String(metadata['issuer'] ?? '');
  const remedy = `Register a client there by hand with the redirect URI of this page, choose “No dynamic client registration”, and enter its id and secret.`;
  const rest = { where, remedy, needsRegisteredClient: true };
  if (typeof endpoint !== 'string')
    return new Problem('The authorization server does not register clients by itself.', rest);
  const status = answers.get(endpoint)?.status ?? 0;
  return status >= 400
    ? new Problem(`The authorization server refused to register this client (${status}).`, rest)
    : null;
}

/** RFC 6749 §5.2. */
function refusedByProvider({ oauthError }: Sightings): Problem | null {
  if (oauthError === null) return null;
  const where = placeOf(oauthError.url);
  if (oauthError.code === 'invalid_client' || oauthError.code === 'unauthorized_client') {
    return new Problem('The authorization server does not accept this client id and secret.', {
      where,
      remedy: 'Check both, and that the client may use authorization codes; then connect again.',
    });
  }
  if (oauthError.code === 'invalid_grant') {
    return new Problem('The authorization server did not redeem the code.', {
      where,
      remedy: 'Codes live for a short time and once: connect again.',
    });
  }
  return null;
}

/** The client's own checks. */
function stopped(error: unknown, { serverUrl }: Link): Problem | null {
  if (!(error instanceof ClientStop)) return null;
  return new Problem(`This client stopped: ${cut(error.message)}.`, {
    where: serverUrl,
    remedy:
      'It stops where going on would not be safe. What is wrong is at the servers; see docs/web-client.md.',
  });
}

const trustIt =
  'Where you know the authority, start this client with NODE_EXTRA_CA_CERTS naming the file of its certificate.';

function unreachable({ serverUrl }: Link, { failure }: Sightings): Problem | null {
  if (failure === null) return null;
  const isServer = placeOf(failure.url) === placeOf(serverUrl);
  const check = isServer
    ? 'Check that it runs, and its URL.'
    : 'Check that it runs; the MCP server names it.';
  return new Problem(
    isServer
      ? `The MCP server cannot be reached: ${failure.why}.`
      : `A server that is needed to sign in cannot be reached: ${failure.why}.`,
    {
      where: placeOf(failure.url),
      remedy: failure.why === untrusted ? trustIt : check,
    },
  );
}

/** A JSON-RPC error: the server understood, and says no. */
function answeredError(error: unknown, { serverUrl }: Link): Problem | null {
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code !== 'number') return null;
  return new Problem(`The MCP server answered with error ${code}: ${cut(message ?? '')}`, {
    where: serverUrl,
    remedy: 'Correct what was sent, or look at the log of the server.',
  });
}

function notMcp({ serverUrl }: Link, { answers }: Sightings): Problem | null {
  const answer = answers.get(serverUrl);
  if (!answer || (answer.status < 300 && /json|event-stream/.test(answer.type))) return null;
  const kind = answer.type === '' ? '' : `, ${cut(answer.type)}`;
  const said = `It answered ${answer.status}${kind}`;
  if (answer.status === 401 || answer.status === 403) {
    return new Problem(`The MCP server refuses to be used. ${said}.`, {
      where: serverUrl,
      remedy: 'Its challenge did not lead to a sign-in, or the user may not use it.',
    });
  }
  if (answer.status >= 500) {
    return new Problem(`The MCP server failed. ${said}.`, {
      where: serverUrl,
      remedy: 'Look at its log, and try again.',
    });
  }
  return new Problem(`There is no MCP server at this address. ${said}.`, {
    where: serverUrl,
    remedy: 'MCP servers often listen at /mcp: check the path.',
  });
}

/** Text of somebody else, for a sentence. */
function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
