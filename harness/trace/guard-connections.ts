import type { Agent } from 'node:http';
import { isIP } from 'node:net';

type Connect = (options: { host?: string }, done: (error: Error | null) => void) => unknown;

/** Lets an agent make no connection to an address that is refused; the request fails as if nobody were there. */
export function guardConnections(agent: Agent, whyNotTo: (address: string) => string | null): void {
  const pool = agent as unknown as { createConnection: Connect };
  const connect = pool.createConnection.bind(agent);
  pool.createConnection = (options, done) => {
    const { host = '' } = options;
    const why = isIP(host) > 0 ? whyNotTo(host) : null;
    if (why === null) return connect(options, done);
    process.nextTick(done, Object.assign(new Error(why), { code: 'EPRIVATE' }));
    return undefined;
  };
}
