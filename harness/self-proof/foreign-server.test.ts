import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Report } from '../report/schema.ts';
import { loadProvider } from '../testbed/load-provider.ts';
import { openStandaloneServer } from '../testbed/standalone.ts';
import { runEmbedded } from './prove.ts';

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const { close } of open.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

const megabyte = Buffer.alloc(2 ** 20, 'x');

/** Servers that are no MCP servers, or wish the harness ill. */
const strangers: Record<string, RequestListener> = {
  'answers with a page of HTML': (_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<h1>Welcome</h1>');
  },
  'answers 500': (_request, response) => {
    response.writeHead(500).end('oops');
  },
  'redirects for ever': ({ url }, response) => {
    response.writeHead(302, { Location: `${url}x` }).end();
  },
  'sends 100 MB': (_request, response) => {
    for (let count = 0; count < 100 && !response.destroyed; count += 1) response.write(megabyte);
    response.end();
  },
};

/** Servers from which no answer comes. */
const silent: Record<string, RequestListener> = {
  'closes the connection': (request) => {
    request.socket.destroy();
  },
  'never answers': () => undefined,
  'trickles bytes': (_request, response) => {
    const timer = setInterval(() => response.write('x'), 50);
    response.on('close', () => clearInterval(timer));
  },
};

function judge(serverUrl: string) {
  return runEmbedded({
    roles: ['resource-server'],
    revisions: ['2026-07-28'],
    serverUrl,
    timeoutMs: 1500,
    wantsScenario: (id) => /unauthenticated|resource-metadata|malformed|bearer/.test(id),
  });
}

const idsOf = ({ results }: Report, verdict: string) =>
  results.filter((result) => result.verdict === verdict).map(({ requirement }) => requirement as string);

/** What is judged of our server although no token is accepted there. */
const neededNoToken = /^rs\.(prm|challenge|elicitation)\.|^rs\.errors\.http-status|binds-loopback-locally$/;

describe('a server of somebody else', { timeout: 120_000 }, () => {
  it.each(Object.entries(strangers))(
    'that %s is judged, and passes for nothing it did not show',
    async (_name, listener) => {
      const report = await judge(await serve(listener));
      expect(report.scenarios.filter(({ error }) => /\n\s+at /.test(error))).toEqual([]);
      // No metadata is there, and that needs no token. All else is unknown.
      expect(idsOf(report, 'fail')).toEqual(['rs.prm.discoverable', 'rs.prm.served']);
      expect([...idsOf(report, 'pass'), ...idsOf(report, 'warn')]).toEqual([]);
      const refuses = report.results.find(({ requirement }) => requirement === 'rs.token.rejects-malformed');
      expect(refuses).toMatchObject({
        verdict: 'inconclusive',
        reason: expect.stringContaining('so was the same'),
      });
      expect(report.notices.join()).toContain('It may be no MCP server');
      expect(report.exitCode).toBe(1);
    },
  );

  describe.each(['2025-03-26', '2025-11-25', '2026-07-28'] as const)('that speaks %s', (revision) => {
    const judgeOurs = async (users?: []) => {
      const definition = await loadProvider('oidc-provider', {}, '.');
      const server = await openStandaloneServer({
        port: undefined,
        faults: [],
        definition,
        revisions: [revision],
      });
      open.push({ close: server.close });
      const serverUrl = /http:\S+/.exec(server.lines[0] ?? '')?.[0] ?? '';
      const mine = users ? { ...definition, users } : definition;
      const roles = ['resource-server'] as const;
      const report = await runEmbedded({ definition: mine, roles, revisions: [revision], serverUrl });
      return { report, serverUrl };
    };
    const reasonsOf = ({ results }: Report) =>
      results.flatMap(({ verdict, reason }) => (verdict === 'inconclusive' ? [reason] : []));

    it('and trusts another provider is judged by what needs no token, and the rest is open', async () => {
      const { report, serverUrl } = await judgeOurs();
      expect([...idsOf(report, 'fail'), ...idsOf(report, 'warn')]).toEqual([]);
      expect(idsOf(report, 'pass').filter((id) => !neededNoToken.test(id))).toEqual([]);
      expect(idsOf(report, 'pass')).toEqual(
        expect.arrayContaining(['rs.challenge.present-on-401', 'rs.errors.http-status']),
      );
      const refused = `${serverUrl} accepts no token of oidc-provider (401)`;
      const others = reasonsOf(report).filter((reason) => reason !== refused);
      expect(
        others.filter((reason) => !/^no (session was opened|list was given)/.test(reason ?? '')),
      ).toEqual([]);
      expect(idsOf(report, 'inconclusive')).toContain('rs.bearer.header-accepted');
      expect(report.notices.join()).toContain(`${refused}: only what needs no token could be judged`);
      expect(report.exitCode).toBe(3);
    });

    it('is judged by the same where nobody can sign in', async () => {
      const [{ report }, { report: refused }] = [await judgeOurs([]), await judgeOurs()];
      expect(idsOf(report, 'pass')).toEqual(idsOf(refused, 'pass'));
      expect(idsOf(report, 'inconclusive')).toEqual(idsOf(refused, 'inconclusive'));
      expect(
        reasonsOf(report).filter(
          (reason) => !/no access token could be had|names (no|fewer)/.test(reason ?? ''),
        ),
      ).toEqual([]);
      expect(report.notices.join()).toContain('No access token of oidc-provider could be had');
      expect(report.exitCode).toBe(3);
    });
  });

  it.each(Object.entries(silent))('that %s stops the run with a message', async (_name, listener) => {
    const url = await serve(listener);
    const report = await judge(url);
    const failed = report.preflight.find(({ ok }) => !ok);
    expect(failed?.detail).toContain(url);
    expect(report.results).toEqual([]);
    expect(report.exitCode).toBe(3);
  });
});
