import type { Server } from 'node:http';
import { readCertificateFile } from './certificate-file.ts';

/** Milliseconds that requests under way have to end after the server was told to stop. */
const drainMs = 10_000;

/** The variable by which a child knows its parent for ours: process managers have channels to their children, too. */
export const childMark = 'MCP_CONFORMANCE_CHILD';

/** Whether this process was started by `startChild`. */
export function isOwnChild(): boolean {
  return process.env[childMark] === '1' && process.send !== undefined;
}

/**
 * Ends a server gracefully at SIGTERM and SIGINT, and when a parent process of ours that started it has gone; tells
 * the parent when it is ready.
 */
export function runAsChild(server: Server): void {
  const ownChild = isOwnChild();
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
  readCertificateFile(process.env['NODE_EXTRA_CA_CERTS']);
  if (ownChild) {
    process.on('disconnect', () => process.exit(0));
    if (!process.connected) process.exit(0);
  }
  process.send?.('ready');
}
