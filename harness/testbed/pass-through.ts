import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ServerTap } from '../trace/server-tap.ts';

export interface PassThroughOptions {
  /** Where callers come. */
  readonly port: number;
  /** Where the server in a process of its own listens. */
  readonly to: number;
  readonly tap: ServerTap;
  /** Starts the server again when it has ended. */
  readonly restart: () => Promise<void>;
}

/**
 * Stands before an MCP server in a process of its own, where it cannot be looked at: every byte is passed on as it is,
 * and what comes and goes is recorded. A connection that the server breaks is broken here, too.
 */
export async function startPassThrough(options: PassThroughOptions): Promise<{ close: () => Promise<void> }> {
  const server = createServer(
    { keepAliveTimeout: 65_000 },
    options.tap((request, response) => void pass(request, response, options)),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  { to, restart }: PassThroughOptions,
  isAgain = false,
): Promise<void> {
  const { method, url: path, rawHeaders } = request;
  const onward = ask({
    host: '127.0.0.1',
    port: to,
    method,
    path,
    headers: rawHeaders,
    setHost: false,
    agent: false,
  } as never);
  response.once('close', () => onward.destroy());
  onward.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
    answer.once('error', () => response.destroy());
    answer.pipe(response);
  });
  onward.once('error', (error: NodeJS.ErrnoException) => {
    const isGone = error.code === 'ECONNREFUSED' && !isAgain;
    if (!isGone) return void response.destroy();
    restart().then(
      () => pass(request, response, { to, restart } as PassThroughOptions, true),
      () => response.destroy(),
    );
  });
  // The body is read once: only when there is somebody to read it.
  onward.once('socket', (socket) => socket.once('connect', () => request.pipe(onward)));
}
