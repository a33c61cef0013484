import { type Connections, openHttp } from '../trace/open-http.ts';
import { verifierAgent } from '../trace/server-tap.ts';
import { Trace } from '../trace/trace.ts';

/**
 * A `fetch` on given connections, and so with the certificates that they trust, of which nothing is kept. It says that
 * it verifies tokens, lest its requests be laid to a client.
 */
export function plainFetch(connections: Connections): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('user-agent', verifierAgent);
    const trace = new Trace();
    const http = openHttp({
      trace,
      connections,
      from: 'resource-server',
      partyOf: () => 'authorization-server',
      timeoutMs: 10_000,
    });
    return http.fetch(input, { ...init, headers });
  };
}
