import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../report/schema.ts';
import { build, cli, openFolder } from './built-cli.test-support.ts';

const folder = openFolder();
const here = { folder: folder.path };
const write = (text: string) => writeFileSync(path.join(folder.path, 'mcp-conformance.config.yaml'), text);
beforeAll(build, 240_000);
afterAll(folder.remove);

test('a run takes its options from the file, and says so', async () => {
  write('requirement: as.token.code-single-use\nfault: as.token.code-reusable\nreporter: terminal\n');
  const { code, stdout } = await cli(['run'], here);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^ {2}configuration +mcp-conformance\.config\.yaml: --requirement as\.token\.code-single-use --fault/m,
  );
  expect(stdout).toContain('judged 1 of 1 that apply');
  // What shows a failure again does so without the file.
  expect(stdout).toMatch(/rerun +npx mcp-conformance run --fault as\.token\.code-reusable --requirement/);
});

test('flags win, and the report has the whole command', async () => {
  const flags = ['--requirement', 'as.token.response-format', '--reporter', 'json'];
  const { code, stdout } = await cli(['run', ...flags], here);
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(code).toBe(0);
  expect(report.results.map(({ requirement }) => requirement)).toEqual(['as.token.response-format']);
  expect(report.configuration?.options).toEqual(['--fault', 'as.token.code-reusable']);
  expect(report.command).toBe(
    'mcp-conformance run --requirement as.token.response-format --reporter json --fault as.token.code-reusable',
  );
});

test.each([
  ['mode: all\nprovder: x\n', /mcp-conformance\.config\.yaml:2: provder: run has no such option\. Did you/],
  ['\nprovider: ./nope.yaml\n', /mcp-conformance\.config\.yaml:2: --provider "\.\/nope\.yaml": there is no/],
  ['timeout: -1\n', /mcp-conformance\.config\.yaml:1: --timeout -1: takes a whole number above 0/],
  ['reporter: htm\n', /mcp-conformance\.config\.yaml:1: --reporter: there is no reporter called "htm"/],
])('%j is wrong, and nothing is judged', async (text, says) => {
  write(text);
  const { code, stdout, stderr } = await cli(['run'], here);
  expect(stderr).toMatch(says);
  expect([code, stdout]).toEqual([2, '']);
});
