import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Report, reportSchema } from '../report/schema.ts';
import { build, cli, main, openFolder, start } from './built-cli.test-support.ts';

const folder = openFolder();
beforeAll(build, 180_000);
afterAll(folder.remove);

/** Runs take seconds; a machine that is busy otherwise may need many. */
const slow = { timeout: 120_000 };
const small = ['run', '--scenario', 'authorization-server/pkce'];
const faulty = [
  'run',
  '--fault',
  'as.pkce.verifier-optional',
  '--requirement',
  'as.pkce.rejects-missing-verifier',
];

function ownFolder(name: string): string {
  const own = path.join(folder.path, name);
  mkdirSync(own);
  return own;
}

function parse(text: string): Report {
  return reportSchema.parse(JSON.parse(text)) as Report;
}

describe('run', () => {
  it('ends with 0, the report alone on standard output and nothing but it', slow, async () => {
    const own = ownFolder('clean');
    const { code, stdout, stderr } = await cli([...small, '--reporter', 'json'], { folder: own });
    expect(parse(stdout).summary).toMatchObject({ fail: 0, judged: 3, apply: 3 });
    expect(stderr).toMatch(/^mcp-conformance \S+ · oidc-provider · \S+ · dynamic\n$/);
    expect(stdout + stderr).not.toContain('\u001b');
    expect(code).toBe(0);
    const last = path.join(own, '.mcp-conformance/last/report.json');
    expect(statSync(last).mode & 0o777).toBe(0o600);
    expect(parse(readFileSync(last, 'utf8'))).toEqual(parse(stdout));
    expect(readFileSync(path.join(own, '.mcp-conformance/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('ends with 1 for a broken MUST, remembers it, and lets a baseline account for it', slow, async () => {
    const own = ownFolder('broken');
    const failed = await cli(faulty, { folder: own });
    expect(failed.stdout).toMatch(/✗ MUST {2}as\.pkce\.rejects-missing-verifier\s/);
    expect(failed.stdout).toMatch(/judged 1 of 1 that apply · exit 1: a MUST is broken\n$/);
    expect(failed.code).toBe(1);

    const again = await cli(['run', '--last-failed', '--dry-run'], { folder: own });
    expect(again.stdout).toMatch(/as\.pkce\.rejects-missing-verifier\n[\s\S]*judge 1 requirements/);
    expect(again.code).toBe(0);

    const entry = '- requirement: as.pkce.rejects-missing-verifier\n  reason: known\n';
    writeFileSync(path.join(own, 'baseline.yaml'), entry);
    const known = await cli([...faulty, '--baseline', 'baseline.yaml'], { folder: own });
    expect(known.stdout).toMatch(/exit 0: all that was judged holds or is in the baseline\n$/);
    expect(known.code).toBe(0);

    const stale = await cli([...small, '--baseline', 'baseline.yaml'], { folder: own });
    expect(stale.stdout).toMatch(/baseline\.yaml:1: .* is stale/);
    expect(stale.stdout).toMatch(/exit 1: the baseline lists what no longer fails\n$/);
    expect(stale.code).toBe(1);
  });

  it(
    'says nothing on standard error but what is going on, also where scenarios upset the SDKs',
    slow,
    async () => {
      const { code, stderr } = await cli(['run', '--scenario', 'client'], { folder: ownFolder('quiet') });
      expect(stderr).toMatch(/^mcp-conformance \S+ · [^\n]*\n$/);
      expect(code).toBe(0);
    },
  );

  it('ends with 3 when the provider is not there, and says that nothing was judged', slow, async () => {
    const own = ownFolder('down');
    writeFileSync(
      path.join(own, 'down.yaml'),
      'name: acme\nissuer: http://127.0.0.1:9\nregistration: { dynamic: true }\n',
    );
    const { code, stdout } = await cli(['run', '--provider', 'down.yaml'], { folder: own });
    expect(stdout).toMatch(/http:\/\/127\.0\.0\.1:9\/\.well-known\/\S+ gave no answer: connect ECONNREFUSED/);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/is issuer in down\.yaml:2 right\?/);
    expect(stdout).toContain('Nothing was judged.');
    expect(code).toBe(3);
  });

  it('says the verdict and where the files are, where no report is printed', slow, async () => {
    const own = ownFolder('files');
    const { code, stdout, stderr } = await cli([...faulty, '--reporter', 'html', '--out', 'out'], {
      folder: own,
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/1 failure in .*\n.*report\.json\nout\/report\.json\nout\/report\.html\n/);
  });

  it('judges a requirement that only a rule looks at, alone', slow, async () => {
    const alone = ['run', '--requirement', 'as.token.short-lived-access', '--reporter', 'json'];
    const { code, stdout } = await cli(alone, { folder: ownFolder('rule') });
    expect(parse(stdout).results.map(({ requirement, verdict }) => [requirement, verdict])).toEqual([
      ['as.token.short-lived-access', 'pass'],
    ]);
    expect(code).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with 130 and a partial report on %s',
    slow,
    async (signal) => {
      const running = start(['run', '--reporter', 'json'], { folder: ownFolder(signal) });
      await running.says('oidc-provider');
      running.kill(signal);
      const { code, stdout } = await running.ended;
      expect(parse(stdout)).toMatchObject({ interrupted: true, exitCode: 130 });
      expect(code).toBe(130);
    },
  );

  it('ends at once on a second Ctrl-C', slow, async () => {
    const running = start(['run'], { folder: ownFolder('twice') });
    await running.says('oidc-provider');
    running.kill('SIGINT');
    setTimeout(() => running.kill('SIGINT'), 20);
    expect((await running.ended).code).toBe(130);
  });

  it('is coloured where that is forced, and never where NO_COLOR is set', slow, async () => {
    const own = ownFolder('colour');
    const [forced, refused] = await Promise.all([
      cli(small, { folder: own, environment: { FORCE_COLOR: '1' } }),
      cli(small, { folder: own, environment: { FORCE_COLOR: '1', NO_COLOR: '1' } }),
    ]);
    expect(forced.stdout).toContain('\u001b[');
    expect(refused.stdout).not.toContain('\u001b');
    // Two runs in one folder at a time do not disturb each other.
    expect([forced.code, refused.code]).toEqual([0, 0]);
    parse(readFileSync(path.join(own, '.mcp-conformance/last/report.json'), 'utf8'));
  });

  it('does not mind a reader that closes the pipe', slow, () => {
    const line = `"${process.execPath}" "${main}" list requirements | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
    expect(stdout).toMatch(/^\S+ +\S+ .*\n0\n$/);
    expect(stderr).toBe('');
  });

  it('splits a run into shards that have all of it between them', slow, async () => {
    const plan = async (...shard: string[]) => {
      const { stdout } = await cli(['run', '--scenario', 'authorization-server', '--dry-run', ...shard]);
      return stdout.match(/^\S+ {2}\(.*\)$/gm) ?? [];
    };
    const whole = await plan();
    const parts = await Promise.all(['1/3', '2/3', '3/3'].map((shard) => plan('--shard', shard)));
    expect(parts.flat().toSorted()).toEqual(whole.toSorted());
    expect(parts.every((part) => part.length > 0 && part.length < whole.length)).toBe(true);
  });
});

describe('secrets', () => {
  const wanted = ['--scenario', 'authorization-server/**', '--scenario', 'resource-server/audience'];
  const written = ['report.json', 'report.junit.xml', 'report.har'];
  const named =
    'access_token|refresh_token|id_token|code|code_verifier|client_secret|password|registration_access_token';
  /** A field that holds a secret, in a form, a query or JSON, with a value that is no placeholder. */
  const raw = new RegExp(
    `[?&](?:${named})=(?!‹|%E2%80%B9|&|"|$)[^&"\\\\\\s<]{12,}|\\\\?"(?:${named})\\\\?":\\s*\\\\?"(?!‹)[^"\\\\]{12,}`,
    'g',
  );
  const bearer = /(?:Bearer|DPoP) (?!‹|realm|error|scope|resource_metadata)[\w.~+/-]{24,}/g;
  const jwt = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}/g;
  const found = (text: string) => [raw, bearer, jwt].flatMap((pattern) => text.match(pattern) ?? []);

  it('stand in no report, whatever its format', slow, async () => {
    const own = ownFolder('redacted');
    const args = ['run', ...wanted, '--reporter', 'terminal,junit,har', '--out', 'reports'];
    const { code, stdout } = await cli(args, { folder: own });
    expect(code).toBe(0);
    const texts = [stdout, ...written.map((name) => readFileSync(path.join(own, 'reports', name), 'utf8'))];
    for (const text of texts) {
      expect(found(text).filter((hit) => !/not-a-|wrong|forged|made-up|AAAA/i.test(hit))).toEqual([]);
      expect(text).not.toContain('correct horse');
    }
    for (const name of written) expect(statSync(path.join(own, 'reports', name)).mode & 0o777).toBe(0o600);
  });

  it('are shown with --show-secrets, which is then not remembered', slow, async () => {
    const own = ownFolder('shown');
    const { code, stdout, stderr } = await cli([...small, '--reporter', 'json', '--show-secrets'], {
      folder: own,
    });
    expect(found(stdout).length).toBeGreaterThan(5);
    expect(stderr).toContain('--show-secrets: this run is not remembered');
    expect(statSync(path.join(own, '.mcp-conformance'), { throwIfNoEntry: false })).toBeUndefined();
    expect(code).toBe(0);
  });
});
