import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ClerkStandIn, startClerkStandIn } from '../../providers/clerk/stand-in/index.ts';

let standIn: ClerkStandIn;

beforeAll(async () => {
  standIn = await startClerkStandIn({
    users: [{ username: 'ada@example.com', password: 'a long password' }],
  });
  vi.stubEnv('CLERK_PUBLISHABLE_KEY', standIn.publishableKey);
  vi.stubEnv('CLERK_SECRET_KEY', standIn.secretKey);
  vi.stubEnv('CLERK_API_URL', standIn.apiUrl);
  vi.stubEnv('CLERK_TELEMETRY_DISABLED', '1');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await standIn.stop();
});

/** The answers to three requests in a row, by status. */
async function statuses(shared: boolean): Promise<number[]> {
  const { stockApp } = await import('./stock.ts');
  const server = createServer(stockApp({ shared }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  const token = await standIn.mint({ sub: standIn.users[0]?.id });
  const seen: number[] = [];
  for (let request = 0; request < 3; request += 1) {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    });
    seen.push(status);
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return seen;
}

describe("the server of Clerk's guide", () => {
  it('answers the first request and fails every other, for it shares one MCP server', async () => {
    expect(await statuses(true)).toEqual([200, 500, 500]);
  });

  it('answers all of them with a server for each', async () => {
    expect(await statuses(false)).toEqual([200, 200, 200]);
  });
});
