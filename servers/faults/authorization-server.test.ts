import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../harness/define/fault.ts';
import { startEmbeddedProvider } from '../providers/oidc-provider/index.ts';

const folder = new URL('./authorization-server/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
const start = async (...faults: readonly string[]) => {
  const modules = await Promise.all(
    faults.map(
      async (name) => (await import(new URL(`${name}.ts`, folder).href)) as { default: Fault<never> },
    ),
  );
  const installed = modules.map((module) => module.default);
  return startEmbeddedProvider({ users: [], resources: () => ['http://127.0.0.1:9/mcp'], faults: installed });
};

describe('faults of the authorization server', () => {
  it.each(names)('%s installs, and says what it is for', async (name) => {
    const { default: fault } = (await import(new URL(`${name}.ts`, folder).href)) as {
      default: Fault<never>;
    };
    expect(fault.breaks.length + fault.provokes.length).toBeGreaterThan(0);
    expect(fault.says).toMatch(/^[a-z].*[^.]$/);
    const provider = await start(name);
    const { status } = await fetch(`${new URL(provider.issuer).origin}/authorize`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    await provider.close();
  });

  it('do not outlive the provider that they were installed in', async () => {
    await (await start(...names.filter((name) => !name.startsWith('metadata.path')))).close();
    const clean = await start();
    const answer = await fetch(`${clean.issuer}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: ['http://remote.example/callback'] }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_redirect_uri' });
    await clean.close();
  });
});
