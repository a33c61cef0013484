import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClerkStandIn, startClerkStandIn } from '../../../servers/providers/clerk/stand-in/index.ts';
import { type ClerkServerVariant, clerkResourceServer } from '../../../servers/resource/clerk/index.ts';
import { packageRoot } from '../../catalogue/package-root.ts';
import type { StartedResourceServer } from '../../define/resource-server.ts';
import { freePort } from '../../testbed/free-port.ts';

const user = { username: 'ada+clerk_test@example.com', password: 'correct horse battery staple' };

let folder: string;
let standIn: ClerkStandIn;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-mcp-remote-'));
  standIn = await startClerkStandIn({ users: [user] });
  writeFileSync(path.join(folder, 'ca.pem'), standIn.ca);
  const loader = fileURLToPath(new URL('../../../servers/resource/child/typescript.mjs', import.meta.url));
  const walk = fileURLToPath(new URL('./walk.test-support.ts', import.meta.url));
  const browser = path.join(folder, 'browser');
  writeFileSync(
    browser,
    `#!/bin/sh\nexec '${process.execPath}' --import '${loader}' '${walk}' "$@" >>'${folder}/browser.log' 2>&1\n`,
  );
  chmodSync(browser, 0o700);
});

afterAll(async () => {
  await standIn.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startServer(
  variant: ClerkServerVariant,
): Promise<{ url: string; server: StartedResourceServer }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/mcp`;
  const server = await clerkResourceServer().start({
    variant,
    url,
    port,
    issuer: standIn.issuer,
    revision: '2025-11-25',
    environment: {
      CLERK_PUBLISHABLE_KEY: standIn.publishableKey,
      CLERK_SECRET_KEY: standIn.secretKey,
      CLERK_API_URL: standIn.apiUrl,
    },
    ca: standIn.ca,
    signal: AbortSignal.timeout(30_000),
  });
  return { url, server };
}

/** What a desktop client does: starts mcp-remote and speaks to it over stdio. */
async function connect(url: string): Promise<Client> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.join(packageRoot(), 'node_modules/mcp-remote/dist/proxy.js'), url],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      BROWSER: path.join(folder, 'browser'),
      MCP_REMOTE_CONFIG_DIR: path.join(folder, 'config'),
      NODE_EXTRA_CA_CERTS: path.join(folder, 'ca.pem'),
      WALK_CA: path.join(folder, 'ca.pem'),
      WALK_USERNAME: user.username,
      WALK_PASSWORD: user.password,
    },
    stderr: 'pipe',
  });
  let said = '';
  transport.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const client = new Client({ name: 'a desktop client', version: '1.0.0' });
  await client.connect(transport as never, { timeout: 60_000 }).catch((cause: unknown) => {
    throw new Error(`mcp-remote did not connect:\n${said}`, { cause });
  });
  return client;
}

describe('an existing client, through mcp-remote', () => {
  it('signs in without a human, lists the tools of the hardened server and calls one (starts real programs)', async () => {
    const { url, server } = await startServer('hardened');
    try {
      const client = await connect(url);
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toContain('get_clerk_user_data');
      const result = await client.callTool({ name: 'get_clerk_user_data', arguments: {} });
      expect(result.structuredContent).toMatchObject({ id: standIn.users[0]?.id, email: user.username });
      await client.close();
      expect(standIn.unknownRequests()).toEqual([]);
    } finally {
      await server.stop();
    }
  }, 120_000);
});
