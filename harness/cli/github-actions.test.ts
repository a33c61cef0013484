import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build, cli, openFolder } from './built-cli.test-support.ts';

const folder = openFolder();
const at = (name: string) => path.join(folder.path, name);
const step = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: at('summary.md') };
const broken = [
  'run',
  ...['--fault', 'as.token.code-reusable'],
  ...['--requirement', 'as.token.code-single-use'],
];
const run = (args: readonly string[], environment: Readonly<Record<string, string>> = step) =>
  cli([...broken, ...args], { folder: folder.path, environment });

beforeAll(build, 240_000);
afterAll(folder.remove);
beforeEach(() => writeFileSync(step.GITHUB_STEP_SUMMARY, 'what was there\n'));
const summary = () => readFileSync(step.GITHUB_STEP_SUMMARY, 'utf8');

describe('a run as a step of GitHub Actions', () => {
  it('adds its summary, annotates, and lets nothing quoted from the wire be a command', async () => {
    const { stdout, code } = await run(['--reporter', 'terminal,github'], {
      ...step,
      ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'acme/auth', GITHUB_RUN_ID: '5' },
    });
    expect(code).toBe(1);
    expect(summary()).toMatch(/^what was there\n## MCP authorization: oidc-provider\n/);
    expect(summary()).toContain('(https://github.com/acme/auth/actions/runs/5#artifacts)');
    const [first = '', ...rest] = stdout.trimEnd().split('\n');
    const token = /^::stop-commands::([\w-]{36})$/.exec(first)?.[1];
    const end = rest.indexOf(`::${token}::`);
    expect(rest.slice(0, end).join('\n')).toContain('✗ MUST  as.token.code-single-use');
    expect(rest.slice(end + 1)).toEqual([
      expect.stringMatching(/^::error title=MUST as\.token\.code-single-use::An authorization code is /),
    ]);
  });

  it('prints the annotations alone where the summary has the rest', async () => {
    const { stdout } = await run(['--reporter', 'github']);
    expect(stdout).toMatch(/^::error [^\n]*\n$/);
    expect(summary()).toContain('| MUST `as.token.code-single-use` |');
  });

  it('prints the Markdown where there is no summary to add it to, and says why', async () => {
    const { stdout, stderr } = await run(['--reporter', 'github'], {
      ...step,
      GITHUB_STEP_SUMMARY: at('no/such/folder.md'),
    });
    expect(stdout).toContain('## MCP authorization: oidc-provider');
    expect(stdout).toMatch(/\n::error [^\n]*\n$/);
    expect(stderr).toMatch(/--reporter github: GITHUB_STEP_SUMMARY: .*no such file/);
  });

  it('writes no command unless asked, and elsewhere the Markdown is the report', async () => {
    const quiet = await run(['--reporter', 'terminal,junit']);
    expect(quiet.stdout).not.toMatch(/^\s*::/m);
    expect(summary()).toBe('what was there\n');
    const elsewhere = await run(['--reporter', 'github'], { GITHUB_ACTIONS: '' });
    expect(elsewhere.stdout).toMatch(/^## MCP authorization/);
    expect(elsewhere.stdout).not.toMatch(/^\s*::/m);
  });

  it('makes nothing public that --show-secrets shows', async () => {
    const { stdout } = await run(['--reporter', 'terminal,github', '--show-secrets']);
    expect(summary()).toBe('what was there\n');
    expect(stdout).not.toContain('::error');
  });
});

it('writes every file of the reporters that are asked for', async () => {
  const { code } = await run(['--reporter', 'sarif,badge,github', '--out', 'out'], {});
  expect(code).toBe(1);
  for (const name of ['report.json', 'report.sarif', 'report.github.md', 'badge.json', 'badge.svg']) {
    expect(existsSync(at(`out/${name}`)), name).toBe(true);
  }
  const badge: unknown = JSON.parse(readFileSync(at('out/badge.json'), 'utf8'));
  expect(badge).toMatchObject({ message: '0/1 MUST of a part', isError: true });
});
