/**
 * Keeps what README.md quotes true: the output of commands, and the table of what is checked.
 *
 *   npm run readme                                     writes it
 *   node harness/check/write-readme.mjs --check        ends with 1 when it is stale
 *
 * A quoted block follows a comment that names its command; what differs from run to run (ports, times) is evened out.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = path.join(root, 'README.md');
const main = path.join(root, 'dist/harness/cli/main.js');
const folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-readme-'));

function output(args) {
  const { stdout } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '', NO_COLOR: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

const evenOut = (text) =>
  text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/ \d+(?:\.\d+)? m?s\b/g, '')
    .replace(/ ·\n/g, '\n')
    .trimEnd();

/** Requirements by role and level: how many there are, and how many are proven both ways. */
function coverage() {
  const proven = new Map(
    JSON.parse(output(['list', 'requirements', '--coverage', '--json'])).map((row) => [row.id, row.covered]),
  );
  const rows = JSON.parse(output(['list', 'requirements', '--json'])).map((row) => ({
    ...row,
    covered: proven.get(row.id),
  }));
  const roles = [
    ['authorization-server', 'authorization server'],
    ['resource-server', 'MCP server'],
    ['client', 'client'],
  ];
  const cell = (chosen) => `${chosen.filter(({ covered }) => covered).length} of ${chosen.length}`;
  const lines = roles.map(([role, name]) => {
    const mine = rows.filter((row) => row.role === role);
    const cells = ['MUST', 'SHOULD', 'MAY'].map((wanted) =>
      cell(mine.filter(({ level }) => level === wanted)),
    );
    return `| ${name} | ${cells.join(' | ')} | ${cell(mine)} |`;
  });
  return ['| role | MUST | SHOULD | MAY | all |', '|---|---|---|---|---|', ...lines].join('\n');
}

function fill(text) {
  return text
    .replace(
      /(<!-- output of: (.+) -->\n```(?:text)?\n)[\s\S]*?(\n```)/g,
      (_, head, command, tail) =>
        `${head}$ npx mcp-conformance ${command}\n${evenOut(output(command.split(' ')))}${tail}`,
    )
    .replace(
      /(<!-- coverage -->\n)[\s\S]*?(\n<!-- end of coverage -->)/,
      (_, head, tail) => `${head}${coverage()}${tail}`,
    );
}

const before = readFileSync(readme, 'utf8');
const after = fill(before);
rmSync(folder, { recursive: true, force: true });
if (process.argv.includes('--check')) {
  if (before !== after) process.stdout.write('README.md quotes what is no longer so; run npm run readme\n');
  process.exitCode = before === after ? 0 : 1;
} else {
  writeFileSync(readme, after);
}
