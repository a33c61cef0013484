/**
 * The web test client: a person connects it to an MCP server, signs in, and calls tools.
 *
 * Pages are drawn on the server and work without a script. What tests and people find by name stays as it is:
 *
 * - First page: heading `Connect to an MCP server`; text fields `MCP server URL`, `Client ID` and `Client secret` (the
 *   two in the group `Registered client`, which appears with the checkbox `No dynamic client registration`); button
 *   `Connect`.
 * - Connected page: heading `Connected`; region `Connection` with the terms `Server`, `Server name`, `Protocol
 *   revision`, `Signed in as`, `Scopes`, `Authorization server` and `Client`, and the button `Disconnect`; region
 *   `Tools` with an article for each tool, named like it, and in it one field for each argument, named like it with
 *   ` (optional)` where it is, and the button `Call TOOL`.
 * - After a call: region `Result of TOOL`, with the terms `User id`, `Name` and `Email` where it is about a user.
 * - What went wrong: an element with the role `alert` above the form or the connection. After a disconnection what
 *   became of the tokens: an element with the role `status` above the form.
 *
 * Paths: `/`, `/connect`, `/oauth/callback`, `/call`, `/disconnect`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../../harness/define/error.ts';
import { buildApp } from './app.ts';
import { openOutgoing } from './outgoing.ts';
import { openSessions } from './sessions.ts';
import { type WebClientSettings, webClientSettings } from './settings.ts';
import { openStore } from './stores/open.ts';

export { redirectUrisOf, type WebClientSettings, webClientSettings, wholeNumber } from './settings.ts';

export interface WebClientOptions extends Partial<WebClientSettings> {
  /** Hears of what is broken here; never of what users or servers sent. Nobody does when left out. */
  readonly log?: (line: string) => void;
  /** Certificate of an authority that is trusted beside the well-known ones, PEM. */
  readonly ca?: string;
}

export interface WebClient {
  /** The address to open. */
  readonly url: string;
  /** Where sessions are kept, without secrets. */
  readonly store: string;
  readonly close: () => Promise<void>;
}

/** Starts a web client; what is not said is as with an empty environment, and port 0 is a free one. */
export async function startWebClient({ log, ca, ...chosen }: WebClientOptions = {}): Promise<WebClient> {
  const settings = { ...webClientSettings({}), ...chosen };
  const store = await openStore(settings.store);
  const outgoing = openOutgoing(settings, ca);
  const sessions = openSessions({ store, lifeMs: settings.sessionLifeMs });
  const server = createServer(buildApp({ settings, sessions, outgoing, log: log ?? (() => undefined) }));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, settings)));
      server.listen(settings.port, settings.host, resolve);
    });
  } catch (error) {
    await store.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return {
    url: settings.publicUrl ?? `http://${host}:${port}`,
    store: store.name,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      outgoing.close();
      await store.close();
    },
  };
}

function portError(error: NodeJS.ErrnoException, { host, port }: WebClientSettings): Error {
  if (error.code === 'EADDRINUSE')
    return new UsageError('port', `PORT ${port}: another program listens there; set PORT to a free one`);
  if (error.code === 'EACCES')
    return new UsageError('port', `PORT ${port}: may not be listened on; take another`);
  if (error.code === 'EADDRNOTAVAIL')
    return new UsageError('host', `HOST ${host}: is no address of this machine`);
  return error;
}
