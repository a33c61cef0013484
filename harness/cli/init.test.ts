import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reportSchema } from '../report/schema.ts';
import { freePort } from '../testbed/free-port.ts';
import { build, cli, main, openFolder, type Started, start } from './built-cli.test-support.ts';

const folder = openFolder();
const here = { folder: folder.path };
const at = (name: string) => path.join(folder.path, name);
const workflow = '.github/workflows/mcp-conformance.yml';
const user = { ACME_USER: 'ada', ACME_PASSWORD: 'correct horse battery staple' };
let issuer: string;
let provider: Started;

beforeAll(async () => {
  await build();
  mkdirSync(at('.git'));
  const port = await freePort();
  issuer = `http://127.0.0.1:${port}`;
  provider = start(['serve', 'provider', '--port', `${port}`], here);
  await provider.says('Ctrl-C ends it.');
}, 240_000);
afterAll(async () => {
  provider.kill('SIGINT');
  await provider.ended;
  folder.remove();
});

const init = (line: string) => cli(['init', ...line.split(' ')], here);

/** Runs the command of the workflow's step, with this package in place of the one that npx would fetch. */
function runStep(): Promise<{ readonly code: number | null; readonly stdout: string }> {
  const { jobs } = parse(readFileSync(at(workflow), 'utf8')) as {
    jobs: { conformance: { steps: { name?: string; run?: string }[] } };
  };
  const { run = '' } = jobs.conformance.steps.find(({ name }) => name === 'Judge') ?? {};
  const own = run.replace(/^npx --yes mcp-conformance@\S+/, `'${process.execPath}' '${main}'`);
  expect(own).not.toBe(run);
  const child = spawn('sh', ['-c', own], { cwd: folder.path, env: { ...process.env, ...user } });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout })));
}

describe('init', () => {
  it.each(['acme.provider.yaml', 'acme.provider.ts'])(
    'writes with %s a definition, and a workflow for it, that judge the provider',
    async (name) => {
      const file = `conformance/${name}`;
      const written = await init(`provider ${file} --issuer ${issuer} --name acme`);
      expect(written).toMatchObject({ code: 0, stderr: '' });
      expect(written.stdout).toContain('Set ACME_USER, ACME_PASSWORD');
      const ci = await init('ci --force');
      expect(ci).toMatchObject({ code: 0, stderr: '' });
      expect(ci.stdout).toContain('Set as secrets of the repository: ACME_USER, ACME_PASSWORD\n');

      expect(await runStep()).toMatchObject({ code: 0, stdout: expect.stringContaining('exit 0') });
      const report = reportSchema.parse(
        JSON.parse(readFileSync(at('conformance-report/report.json'), 'utf8')),
      );
      expect(report).toMatchObject({ provider: 'acme', place: { file }, whole: true });
      expect(report.summary.pass).toBeGreaterThan(50);
      expect(existsSync(at('conformance-report/report.sarif'))).toBe(true);
      rmSync(at('conformance'), { recursive: true });
    },
  );

  it('writes without an issuer what is to be filled in, and names the file after the provider', async () => {
    const { stdout } = await init('provider --name acme --format ts');
    expect(stdout).toContain('./acme.provider.ts is written; put your issuer into it.');
    const dry = await cli(['run', '--provider', 'acme.provider.ts', '--dry-run'], {
      ...here,
      environment: user,
    });
    expect(dry).toMatchObject({ code: 0 });
    rmSync(at('acme.provider.ts'));
  });

  it('overwrites nothing unless forced', async () => {
    writeFileSync(at('mine.provider.yaml'), 'mine\n');
    const refused = await init('provider mine.provider.yaml');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('mine.provider.yaml exists already; --force overwrites it');
    expect(readFileSync(at('mine.provider.yaml'), 'utf8')).toBe('mine\n');
    expect((await init('ci --provider oidc-provider')).stderr).toContain(`${workflow} exists already`);
    expect((await init('provider mine.provider.yaml --force')).code).toBe(0);
    expect(readFileSync(at('mine.provider.yaml'), 'utf8')).toContain('name: mine');
  });

  it.each([
    ['', /Which file\? Try: mcp-conformance init provider/],
    ['prvider', /init: there is no action "prvider"\. Did you mean provider/],
    ['provider notes.txt', /"notes\.txt": takes a file ending in \.yaml, \.ts or \.js/],
    ['provider x.yaml --format ts', /"x\.yaml" is no file of --format ts/],
    ['provider --name a/b', /--name "a\/b": takes letters/],
    ['provider --issuer http://a.example', /--issuer "http:\/\/a\.example": takes the issuer identifier/],
    ['ci --provider nope.yaml', /--provider "nope\.yaml": there is no such provider and no such file/],
  ])('says of %j what is wrong', async (line, says) => {
    const { code, stdout, stderr } = await cli(['init', ...line.split(' ').filter(Boolean)], here);
    expect(stderr).toMatch(says);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('ends with 3 where there is no metadata, and writes nothing', async () => {
    const { code, stderr } = await init(`provider gone.yaml --issuer http://127.0.0.1:${await freePort()}`);
    expect(code).toBe(3);
    expect(stderr).toMatch(/publishes no metadata\n.* gave no answer/);
    expect(existsSync(at('gone.yaml'))).toBe(false);
  });

  it('writes a workflow in the root of a repository only, for one provider that is known', async () => {
    mkdirSync(at('packages/auth'), { recursive: true });
    const below = await cli(['init', 'ci'], { folder: at('packages/auth') });
    expect(below.stderr).toMatch(/is not the root of its repository; run it in /);
    writeFileSync(at('other.provider.yaml'), 'name: other\n');
    const both = await init('ci --force');
    expect(both.stderr).toContain('init ci: which of mine.provider.yaml, other.provider.yaml?');
    for (const name of ['mine', 'other']) rmSync(at(`${name}.provider.yaml`));
    expect((await init('ci --force')).stderr).toContain('init ci: what is judged?');
    writeFileSync(at('mcp-conformance.config.yaml'), 'provider: fixed.yaml\nspec: latest\n');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: YAML of a definition
    writeFileSync(at('fixed.yaml'), 'users: [{ username: "${FIXED_USER}" }]\n# ${NOT_READ}\n');
    const configured = await init('ci --force');
    expect(configured.stdout).toContain(
      'it judges fixed.yaml.\nSet as secrets of the repository: FIXED_USER\n',
    );
    expect(readFileSync(at(workflow), 'utf8')).toMatch(/mcp-conformance@\S+ run\n +--mode all\n +--reporter/);
    rmSync(at('mcp-conformance.config.yaml'));
    const server = await init('ci --force --server https://mcp.example/mcp');
    expect(server).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(at(workflow), 'utf8')).toContain('--server https://mcp.example/mcp');
  });
});
