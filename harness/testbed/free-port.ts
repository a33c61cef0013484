import { createServer } from 'node:net';

/** A port of the loopback interface that was free a moment ago; callers retry when it is taken meanwhile. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return tryPort(0, host);
}

/** The port that is asked for, or `undefined` when another program has it, or when none is. */
export function portIfFree(port: number | undefined): Promise<number | undefined> {
  return port === undefined ? Promise.resolve(port) : tryPort(port, '127.0.0.1').catch(() => undefined);
}

function tryPort(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
