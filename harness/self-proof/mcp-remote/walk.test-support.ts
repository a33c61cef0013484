import { readFileSync } from 'node:fs';
import { openCookieJar } from '../../sign-in/cookies.ts';
import { formDriver } from '../../sign-in/form.ts';
import { openConnections, openHttp } from '../../trace/open-http.ts';
import { Trace } from '../../trace/trace.ts';

/** A browser with nobody before it: takes an authorization URL, signs in, allows, and goes where it is sent. */
async function walk(url: string): Promise<void> {
  const { WALK_CA = '', WALK_USERNAME = '', WALK_PASSWORD = '' } = process.env;
  const connections = openConnections({ ca: readFileSync(WALK_CA, 'utf8') });
  const http = openHttp({
    trace: new Trace(),
    from: 'browser',
    partyOf: () => 'authorization-server',
    connections,
    timeoutMs: 10_000,
  });
  const { searchParams } = new URL(url);
  const { redirectedTo, stuck } = await formDriver({ approve: 'Allow', deny: 'Deny' }).drive({
    url,
    redirectUris: [searchParams.get('redirect_uri') ?? ''],
    state: searchParams.get('state'),
    user: { username: WALK_USERNAME, password: WALK_PASSWORD },
    decision: 'approve',
    cookies: openCookieJar(),
    http,
  });
  if (redirectedTo === null) throw new Error(stuck ?? 'the provider ended the trip');
  // A client may open the browser before its own port listens.
  for (let tries = 0; tries < 100; tries += 1) {
    const { status } = await http.send({ url: redirectedTo });
    if (status > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  connections.close();
}

await walk(process.argv[2] ?? '');
