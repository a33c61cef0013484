import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { runEmbedded } from '../../self-proof/prove.ts';
import { freePort } from '../../testbed/free-port.ts';
import { openStandaloneProvider, openStandaloneServer } from '../../testbed/standalone.ts';
import { chooseProvider } from './choose-provider.ts';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const asked = { revision: '2026-07-28', timeoutMs: 5000 } as const;
const source = { environment: {}, folder: '.', wishes: {} };
const choose = (server: string, login?: 'browser') =>
  chooseProvider(login ? { server, login } : { server }, asked, source);

/** A server whose documents name an authorization server; its own origin stands for `SELF`. */
async function serve(documents: Record<string, unknown>): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    const document = JSON.stringify(documents[url] ?? null).replaceAll('SELF', `http://127.0.0.1:${port()}`);
    response.writeHead(documents[url] ? 200 : 401, { 'Content-Type': 'application/json' }).end(document);
  });
  const port = () => (server.address() as AddressInfo).port;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => server.close());
  return `http://127.0.0.1:${port()}/mcp`;
}

const naming = (issuer: unknown) => ({
  '/.well-known/oauth-protected-resource': { authorization_servers: [issuer] },
});
const described = (document: object) => ({ '/.well-known/oauth-authorization-server': document });

describe('the provider of a run that names an MCP server only', () => {
  it('is the one that the server names, where it describes itself, and nothing is registered in vain', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/mcp`;
    const provider = await openStandaloneProvider({ port: undefined, faults: [], resources: [url] });
    open.push(provider.close);
    const issuer = /http:\S+/.exec(provider.lines[0] ?? '')?.[0] ?? '';
    const named = {
      name: 'named',
      issuer,
      registration: { dynamic: true },
      tokens: { kind: 'jwt' },
    } as const;
    const server = await openStandaloneServer({
      port,
      faults: [],
      definition: named,
      revisions: ['2026-07-28'],
    });
    open.push(server.close);

    const definition = await choose(url);
    expect(definition).toMatchObject({ issuer, name: new URL(issuer).host, users: [] });
    expect(definition.notice).toContain('sign-in needs a definition with users (--provider)');
    expect((await choose(url, 'browser')).notice).not.toContain('Nobody');

    const roles = ['resource-server'] as const;
    const report = await runEmbedded({ definition, roles, revisions: ['2026-07-28'], serverUrl: url });
    expect(report.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')).toEqual([]);
    expect(report.results.map(({ reason }) => reason)).toContain(
      `no access token could be had: nobody is known who could sign in at ${issuer}`,
    );
    expect(report.preflight.map(({ step }) => step)).not.toContain('client');
    expect(report.cleanup).toEqual({ registered: 0, removed: 0, left: [] });
    expect(Object.keys(report.subjects)).toEqual(['resource-server']);
    expect(report.exitCode).toBe(3);
  });

  it.each([
    ['is no URL', naming('acme'), 'it is no http or https URL'],
    ['is a file', naming('file:///etc/passwd'), 'it is no http or https URL'],
    ['has a password in it', naming('http://ada:secret@127.0.0.1:1'), 'it is no http or https URL'],
    ['publishes nothing', naming('SELF'), 'it publishes no metadata'],
    [
      'is another',
      { ...naming('SELF'), ...described({ issuer: 'https://b.example' }) },
      'that of "https://b',
    ],
    ['registers nobody', { ...naming('SELF'), ...described({ issuer: 'SELF' }) }, 'no registration_endpoint'],
  ])('is the stand-in where the named one %s, and the report says so', async (_what, documents, because) => {
    const definition = await choose(await serve(documents));
    expect(definition.name).toBe('oidc-provider');
    expect(definition.notice).toContain(because);
    expect(definition.notice).toContain('--provider');
  });

  it.each([
    ['names none', {}],
    ['names none in a list', { '/.well-known/oauth-protected-resource': { authorization_servers: [] } }],
    ['names a number', naming(7)],
  ])('is the stand-in where the server %s', async (_what, documents) => {
    const definition = await choose(await serve(documents));
    expect([definition.name, definition.notice]).toEqual(['oidc-provider', undefined]);
  });

  it('is the one that was named, whatever the server says, and none is looked for in a dry run', async () => {
    const server = await serve(naming('SELF'));
    const named = await chooseProvider({ provider: 'oidc-provider', server }, asked, source);
    const dry = await chooseProvider({ server, 'dry-run': true }, asked, source);
    expect([named.notice, dry.notice]).toEqual([undefined, undefined]);
  });
});
