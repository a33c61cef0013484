import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UsageError } from '../../define/error.ts';
import type { RunFlags } from '../commands/run.ts';
import { completeArguments, effectOf, loadConfiguration, placed, wholeCommand } from './configuration.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mcp-conformance-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text);
  return loadConfiguration(folder);
};
const flags = (given: Partial<RunFlags>) => given as RunFlags;

const expected = {
  mode: 'all',
  strict: true,
  timeout: 5000,
  requirement: ['as.pkce', 'as.iss'],
  reporter: ['terminal,github'],
};

test.each([
  [
    'yaml',
    'mode: all\nstrict: true\ntimeout: 5000\nrequirement: [as.pkce, as.iss]\nreporter: terminal,github\n',
  ],
  ['json', JSON.stringify({ ...expected, reporter: 'terminal,github' })],
  [
    'ts',
    `import { defineConfig } from 'mcp-conformance';\nexport default defineConfig(${JSON.stringify(expected)});\n`,
  ],
  ['js', `export default ${JSON.stringify(expected)};\n`],
])('reads options of run from %s', async (extension, text) => {
  const configuration = await load(`mcp-conformance.config.${extension}`, text);
  expect(configuration).toMatchObject({ file: `mcp-conformance.config.${extension}`, options: expected });
});

test('there need be none, and it may be empty', async () => {
  expect(await loadConfiguration(folder)).toBeNull();
  expect(await load('mcp-conformance.config.yaml', '# later\n')).toMatchObject({ options: {} });
});

test.each([
  [
    'yaml',
    'mode: all\nprovder: x\n',
    /config\.yaml:2: provder: run has no such option\. Did you mean provider/,
  ],
  ['yaml', '\ntokenFormat: jwt\n', /config\.yaml:2: tokenFormat: .* Did you mean token-format/],
  ['yaml', 'constructor: x\n', /config\.yaml:1: constructor: run has no such option\./],
  ['yaml', 'mode: dynmic\n', /config\.yaml:1: mode: "dynmic": takes one of .* Did you mean dynamic/],
  ['yaml', 'strict: "yes"\n', /config\.yaml:1: strict: takes true or false/],
  ['yaml', 'timeout: soon\n', /config\.yaml:1: timeout: takes a number/],
  ['yaml', 'provider: [a, b]\n', /config\.yaml:1: provider: takes a text/],
  ['yaml', 'requirement: [1]\n', /config\.yaml:1: requirement: takes a text or a list of texts/],
  [
    'yaml',
    'strict: 1\n\nheadded: true\n',
    /config\.yaml:1: strict: .*\n.*config\.yaml:3: headded: .* headed/,
  ],
  ['yaml', '- mode\n', /config\.yaml:1: is no table of options/],
  ['yaml', 'mode: [\n', /config\.yaml:2: /],
  ['json', '{\n  "mode": "al"\n}', /config\.json:2: mode: "al": takes one of .* Did you mean all/],
  ['ts', "export default {\n  mode: 'all',\n  'token-frmat': 'jwt',\n};\n", /config\.ts:3: token-frmat: /],
  ['js', 'export const x = 1;\n', /config\.js: has no default export; export default defineConfig/],
])('says of a wrong %s %j where it is wrong', async (extension, text, says) => {
  const loading = load(`mcp-conformance.config.${extension}`, text);
  await expect(loading).rejects.toThrow(says);
  await expect(loading).rejects.toBeInstanceOf(UsageError);
});

test('there may be one file only', async () => {
  writeFileSync(path.join(folder, 'mcp-conformance.config.json'), '{}');
  await expect(load('mcp-conformance.config.ts', 'export default {};')).rejects.toThrow(
    /config\.json and mcp-conformance\.config\.ts: there may be one/,
  );
});

test('flags win over the file, and the file over the defaults', () => {
  const args = completeArguments(flags({ spec: 'all', strict: false, mode: undefined }), {
    spec: '2025-06-18',
    mode: 'static',
    strict: true,
    timeout: 1,
  });
  expect(args).toMatchObject({ spec: 'all', mode: 'static', strict: false, timeout: 1 });
  expect(args).toMatchObject({ intrusiveness: 'standard', reporter: ['terminal'] });
});

test('the report names what took effect, and the command that would do the same', async () => {
  const file = await load(
    'mcp-conformance.config.yaml',
    'mode: all\nstrict: true\nheaded: false\nrequirement: ["as.*", as.iss]\n',
  );
  if (!file) throw new Error('nothing was read');
  const effect = effectOf(file, flags({ mode: 'static' }));
  expect(effect).toEqual({
    file: 'mcp-conformance.config.yaml',
    options: ['--strict', '--no-headed', '--requirement', 'as.*', 'as.iss'],
  });
  expect(wholeCommand(['run', '--mode', 'static'], effect)).toBe(
    "mcp-conformance run --mode static --strict --no-headed --requirement 'as.*' as.iss",
  );
});

test('an error about an option of the file names its line', async () => {
  const file = await load('mcp-conformance.config.yaml', 'mode: all\nprovider: nope\n');
  const error = new UsageError('provider', '--provider "nope": there is no such provider');
  expect(placed(error, file, flags({}))).toMatchObject({
    code: 'provider',
    message: 'mcp-conformance.config.yaml:2: --provider "nope": there is no such provider',
  });
  expect(placed(error, file, flags({ provider: 'nope' }))).toBe(error);
  expect(placed(error, null, flags({}))).toBe(error);
});
