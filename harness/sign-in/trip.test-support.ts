import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openConnections, openHttp } from '../trace/open-http.ts';
import { Trace } from '../trace/trace.ts';
import { openCookieJar } from './cookies.ts';
import type { SignInTask } from './driver.ts';
import { loadPlaywright } from './load-playwright.ts';

/** Whether tests with a browser can run; in CI they must, so there they run and fail. */
export function hasBrowser(): boolean {
  if (process.env['CI'] === 'true') return true;
  if (process.env['MCP_CONFORMANCE_NO_BROWSER']) return false;
  try {
    loadPlaywright({ folder: process.cwd(), headed: false });
    return true;
  } catch {
    return false;
  }
}

export const ada = { username: 'ada@example.test', password: 'correct horse' };

/** A trip of Ada's with a trace of its own. */
export function openTask(changes: Partial<SignInTask> & { url: string }): SignInTask & { trace: Trace } {
  const trace = new Trace();
  const connections = openConnections();
  const http = openHttp({
    trace,
    from: 'browser',
    partyOf: () => 'authorization-server',
    connections,
    timeoutMs: 5_000,
  });
  const redirectUris = ['http://127.0.0.1:33418/callback'];
  const defaults = { redirectUris, state: 'st-1', user: ada, decision: 'approve' } as const;
  return { ...defaults, cookies: openCookieJar(), http, trace, ...changes };
}

/** Serves pages on a free port until it is closed. */
export async function servePages(
  answer: (request: IncomingMessage, response: ServerResponse, url: URL) => void,
): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    answer(request, response, new URL(request.url ?? '/', 'http://127.0.0.1'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${port}`, close };
}

/** A folder for the pictures of one test file. */
export function openFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'sign-in-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
