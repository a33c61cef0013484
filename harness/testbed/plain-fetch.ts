import { type Connections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';

/** A `fetch` on given connections, and so with the certificates that they trust, of which nothing is kept. */
export function plainFetch(connections: Connections): typeof fetch {
  return (input, init) => {
    const trace = new Trace();
    const http = openHttp({
      trace,
      connections,
      from: 'resource-server',
      partyOf: () => 'authorization-server',
      timeoutMs: 10_000,
    });
    return http.fetch(input, init);
  };
}
