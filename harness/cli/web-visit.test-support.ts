import type { Left, SeenPage, Visitor } from '../../clients/web/visitor.test-support.ts';
import { openCookieJar } from '../sign-in/cookies.ts';
import { formDriver } from '../sign-in/form.ts';
import { openConnections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';

/** The page of the web client that a visit ended on. */
export function page(visit: SeenPage | Left): SeenPage {
  if ('leftFor' in visit) throw new Error(`it left for ${visit.leftFor}`);
  return visit;
}

/** Begins to connect; returns where the user is sent. */
export async function begin(
  visitor: Visitor,
  serverUrl: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const first = page(await visitor.open('/'));
  const sent = await visitor.press(first, 'Connect', { 'MCP server URL': serverUrl, ...fields });
  if (!('leftFor' in sent)) throw new Error(`it stayed: ${sent.alert}`);
  return sent.leftFor;
}

/** Signs a user in at the authorization server, whose authority `ca` is trusted, and consents; returns the path of the callback. */
export async function signIn(
  url: string,
  user: { readonly username: string; readonly password: string } | undefined,
  ca?: string,
): Promise<string> {
  const query = new URL(url).searchParams;
  const connections = openConnections(ca === undefined ? {} : { ca });
  const http = openHttp({
    trace: new Trace(),
    connections,
    from: 'browser',
    partyOf: () => 'authorization-server',
    timeoutMs: 20_000,
  });
  try {
    const { redirectedTo, stuck } = await formDriver().drive({
      url,
      redirectUris: [query.get('redirect_uri') ?? ''],
      state: query.get('state'),
      user: user ?? null,
      decision: 'approve',
      cookies: openCookieJar(),
      http,
    });
    if (redirectedTo === null) throw new Error(`no callback: ${stuck}`);
    return redirectedTo.slice(new URL(redirectedTo).origin.length);
  } finally {
    connections.close();
  }
}
