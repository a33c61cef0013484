import type { Server } from 'node:http';
import { readCertificateFile } from './certificate-file.ts';

/** Milliseconds that requests under way have to end after the server was told to stop. */
const drainMs = 10_000;

/**
 * Ends a server gracefully at SIGTERM and SIGINT, and when a parent process that started it has gone; tells the
 * parent when it is ready.
 */
export function runAsChild(server: Server): void {
  const ownChild = process.send !== undefined;
  let stopping = false;
  const stop = (withinMs: number) => {
    if (stopping) return;
    stopping = true;
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => {
      server.closeAllConnections();
      process.exit(0);
    }, withinMs).unref();
  };
  process.on('SIGTERM', () => stop(ownChild ? 500 : drainMs));
  process.on('SIGINT', () => {
    // A terminal sends Ctrl-C to the whole group; the parent decides when its children end.
    if (!ownChild) stop(drainMs);
  });
  process.on('disconnect', () => process.exit(0));
  readCertificateFile(process.env['NODE_EXTRA_CA_CERTS']);
  process.send?.('ready');
}
