import { expect, test } from 'vitest';
import junit from './junit.ts';
import { plainOptions } from './reporter.ts';
import { sampleReport } from './sample-report.ts';
import type { XmlTree } from './xml-tree.ts';
import { findAll, parseXml } from './xml-tree.ts';

const parsed = (strict = false): XmlTree => parseXml(junit(sampleReport, { ...plainOptions, strict }));
const caseNamed = (tree: XmlTree, suite: string, name: string) =>
  findAll(tree, 'testsuite')
    .filter((element) => element.attributes['name'] === suite)
    .flatMap((element) => findAll(element, 'testcase'))
    .find((element) => element.attributes['name'] === name);

test('renders the sample as it stands in the golden file', async () => {
  await expect(junit(sampleReport, plainOptions)).toMatchFileSnapshot('__snapshots__/report.junit.xml');
});

test('has a suite for each role, revision and mode, with a case for each result', () => {
  const suites = findAll(parsed(), 'testsuite').map(({ attributes }) => attributes['name']);
  expect(suites).toContain('authorization-server · 2026-07-28 · dynamic');
  expect(suites).toContain('resource-server · 2025-11-25 · every mode');
  const cases = findAll(parsed(), 'testcase');
  expect(cases).toHaveLength(sampleReport.results.length + sampleReport.preflight.length);
});

test('counts what its cases say', () => {
  const tree = parsed();
  expect(tree.attributes).toMatchObject({
    tests: `${findAll(tree, 'testcase').length}`,
    failures: `${findAll(tree, 'failure').length}`,
    errors: `${findAll(tree, 'error').length}`,
    skipped: `${findAll(tree, 'skipped').length}`,
  });
});

test('a broken MUST fails with the whole block as its body', () => {
  const element = caseNamed(
    parsed(),
    'authorization-server · 2026-07-28 · dynamic',
    'as.token.code-single-use',
  );
  const [failure] = element ? findAll(element, 'failure') : [];
  expect(failure?.attributes).toEqual({
    type: 'MUST',
    message: 'An authorization code was accepted a second time.',
  });
  expect(failure?.text).toContain('offence  x4  POST /token');
  expect(failure?.text).toContain('rerun    npx mcp-conformance run');
});

test('a broken SHOULD passes with a property, and fails when strict', () => {
  const suite = 'authorization-server · 2026-07-28 · static';
  const lenient = caseNamed(parsed(), suite, 'as.pkce.rejects-missing-challenge');
  expect(lenient?.children.map(({ name }) => name)).toEqual(['properties', 'system-out']);
  const strict = caseNamed(parsed(true), suite, 'as.pkce.rejects-missing-challenge');
  expect(strict?.children.map(({ name, attributes }) => [name, attributes['type']])).toEqual([
    ['failure', 'SHOULD'],
  ]);
});

test('what could not be judged is an error; what does not apply or is known is skipped with the reason', () => {
  const suite = 'authorization-server · 2026-07-28 · dynamic';
  const tree = parsed();
  const only = (id: string) =>
    caseNamed(tree, suite, id)?.children.map(({ name, attributes }) => [name, attributes]);
  expect(only('as.refresh.bound-to-client')).toEqual([
    ['error', { type: 'inconclusive', message: 'the token endpoint did not answer within 10 s' }],
  ]);
  expect(only('as.metadata.legacy-recommended')).toEqual([['skipped', { message: 'not-in-this-revision' }]]);
  expect(only('as.registration.rejects-http-redirect')?.[0]?.[1]).toEqual({
    message:
      'baseline (fail): old integrations still use plain http on the intranet · ' +
      'https://github.com/acme/auth/issues/12',
  });
});

test('a preflight that failed is an error even though nothing was judged', () => {
  const preflight = [{ step: 'keys', ok: false, detail: 'no keys', durationMs: 3 }];
  const tree = parseXml(junit({ ...sampleReport, results: [], preflight }, plainOptions));
  expect(tree.attributes).toMatchObject({ tests: '1', errors: '1' });
});
