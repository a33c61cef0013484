import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Report, reportSchema } from '../report/schema.ts';
import { freePort } from '../testbed/free-port.ts';
import { build, cli, openFolder, servedProvider, start } from './built-cli.test-support.ts';

const folder = openFolder();
beforeAll(build, 180_000);
afterAll(folder.remove);

describe('serve', () => {
  it('runs our provider and server for others, and `run` finds no fault with them from outside', {
    timeout: 180_000,
  }, async () => {
    const [issuerPort, serverPort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${serverPort}/mcp`;
    writeFileSync(path.join(folder.path, 'mine.yaml'), servedProvider(issuerPort));
    const here = { folder: folder.path };
    const provider = start(['serve', 'provider', '--port', `${issuerPort}`, '--resource', url], here);
    await provider.says('Ctrl-C ends it.');
    const server = start(['serve', 'server', '--port', `${serverPort}`, '--provider', 'mine.yaml'], here);
    await server.says('Ctrl-C ends it.');

    const args = ['run', '--server', url, '--provider', 'mine.yaml', '--reporter', 'json'];
    const { code, stdout } = await cli(args, here);
    const { results, summary, exchanges } = reportSchema.parse(JSON.parse(stdout)) as Report;
    const broken = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
    expect(broken.map(({ requirement }) => requirement)).toEqual([]);
    expect(summary.pass).toBeGreaterThan(80);
    // Tokens cannot be forged for a provider of somebody else, and that is said instead of passed over.
    expect(summary.inconclusive).toBeGreaterThan(0);
    expect(code).toBe(3);
    // Nothing is known of its tools, so none is called.
    const bodies = exchanges.map(({ request }) => request.body?.text ?? '');
    expect(bodies.filter((body) => body.includes('"tools/call"'))).toEqual([]);
    expect(bodies.some((body) => body.includes('"tools/list"'))).toBe(true);

    server.kill('SIGINT');
    provider.kill('SIGTERM');
    expect([(await server.ended).code, (await provider.ended).code]).toEqual([0, 0]);
  });

  it('takes turns at the one MCP endpoint that a provider knows, revision by revision, and ends', {
    timeout: 180_000,
  }, async () => {
    const [issuerPort, serverPort] = [await freePort(), await freePort()];
    const url = `http://127.0.0.1:${serverPort}/mcp`;
    writeFileSync(path.join(folder.path, 'fixed.yaml'), servedProvider(issuerPort, `resource: ${url}`));
    const here = { folder: folder.path };
    const provider = start(['serve', 'provider', '--port', `${issuerPort}`, '--resource', url], here);
    await provider.says('Ctrl-C ends it.');
    const only = ['--requirement', 'as.token', 'as.resource'];
    const args = ['run', '--provider', 'fixed.yaml', '--spec', 'all', ...only, '--reporter', 'json'];
    const { code, stdout, stderr } = await cli(args, here);
    expect(stderr).not.toContain('EADDRINUSE');
    const { results, revisions, cleanup } = reportSchema.parse(JSON.parse(stdout)) as Report;
    expect(revisions).toHaveLength(4);
    expect(results.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
    expect(new Set(results.map(({ revision }) => revision)).size).toBe(4);
    expect(cleanup.removed).toBe(cleanup.registered);
    expect(code).toBe(0);
    provider.kill('SIGTERM');
    await provider.ended;
  });
});
