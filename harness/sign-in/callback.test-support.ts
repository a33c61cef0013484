import type { User } from '../define/provider.ts';
import { openConnections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';
import { openCookieJar } from './cookies.ts';
import { formDriver } from './form.ts';

export interface CallbackOptions {
  readonly decision?: 'approve' | 'deny';
  /** Certificate of the authority behind the provider's TLS, PEM. */
  readonly ca?: string;
}

/** Gets a user through the provider's pages in a browser of their own; returns path and query of the callback. */
export async function callbackFor(
  url: string,
  user: User<string> | undefined,
  { decision = 'approve', ca }: CallbackOptions = {},
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
      decision,
      cookies: openCookieJar(),
      http,
    });
    if (redirectedTo === null) throw new Error(`no callback: ${stuck}`);
    return redirectedTo.slice(new URL(redirectedTo).origin.length);
  } finally {
    connections.close();
  }
}
