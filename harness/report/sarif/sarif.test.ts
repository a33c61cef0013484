import { expect, test } from 'vitest';
import { plainOptions } from '../reporter.ts';
import { sampleReport } from '../sample-report.ts';
import type { Report } from '../schema.ts';
import sarif from './sarif.ts';
import { sarifLog } from './sarif-schema.test-support.ts';

const [failing] = sampleReport.results;
if (!failing) throw new Error('the sample has no results');

function runOf(report: Report, strict = false) {
  const { runs } = sarifLog.parse(JSON.parse(sarif(report, { ...plainOptions, strict })));
  const [run] = runs;
  if (!run) throw new Error('no run');
  return run;
}

const resultsOf = (report: Report, id: string, strict = false) =>
  runOf(report, strict).results.filter(({ ruleId }) => ruleId === id);

test('renders the sample as it stands in the golden file', async () => {
  await expect(sarif(sampleReport, plainOptions)).toMatchFileSnapshot('../__snapshots__/report.sarif');
});

test('is SARIF 2.1.0, and each result has its rule', () => {
  const { results, tool } = runOf(sampleReport);
  expect(results.length).toBeGreaterThan(4);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  expect(new Set(tool.driver.rules.map(({ id }) => id)).size).toBe(tool.driver.rules.length);
});

test('a failure stands at the definition, with its fix as help', () => {
  const [result] = resultsOf(sampleReport, 'as.token.code-single-use');
  expect(result).toMatchObject({
    kind: 'fail',
    level: 'error',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'conformance/acme.provider.ts' },
          region: { startLine: 6 },
        },
      },
    ],
  });
  expect(result?.message.text).toContain('An authorization code was accepted a second time.');
  expect(result?.message.text).toContain('Expected: 400 with error=invalid_grant');
  const rule = runOf(sampleReport).tool.driver.rules[result?.ruleIndex ?? -1];
  expect(rule?.helpUri).toBe('https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2');
  expect(rule?.help.markdown).toContain('## Fix\n\nmark the code used in the transaction');
});

test('has one result for each requirement, and none for what follows from another', () => {
  const ids = runOf(sampleReport).results.map(({ ruleId }) => ruleId);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).not.toContain('as.issuer.equals-metadata');
  expect(resultsOf(sampleReport, 'as.metadata.issuer-matches')[0]?.message.text).toContain(
    'Not judged because of this: 5 requirements.',
  );
});

test('what could not be judged is open, and a broken SHOULD a warning unless strict', () => {
  expect(resultsOf(sampleReport, 'as.refresh.rotates')[0]).toMatchObject({ kind: 'open', level: 'none' });
  const should = 'as.pkce.rejects-missing-challenge';
  expect(resultsOf(sampleReport, should)[0]?.level).toBe('warning');
  expect(resultsOf(sampleReport, should, true)[0]?.level).toBe('error');
});

test('what the baseline accounts for is suppressed, with its reason, at its entry', () => {
  const [result] = resultsOf(sampleReport, 'as.registration.rejects-http-redirect');
  expect(result).toMatchObject({
    level: 'note',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'conformance/baseline.yaml' },
          region: { startLine: 4 },
        },
      },
    ],
    suppressions: [
      { kind: 'external', justification: 'old integrations still use plain http on the intranet' },
    ],
  });
});

test('an entry that is not needed any more is an error at its line', () => {
  const known = sampleReport.results.find(({ baseline }) => baseline !== null);
  const report = { ...sampleReport, results: known ? [{ ...known, verdict: 'pass' as const }] : [] };
  const [result] = resultsOf(report, 'as.registration.rejects-http-redirect');
  expect(result).toMatchObject({
    level: 'error',
    message: { text: expect.stringContaining('no longer fails') },
  });
});

test('identities are those of another run in which lines have moved and numbers differ', () => {
  const identities = (report: Report) =>
    runOf(report).results.map(({ ruleId, partialFingerprints }) => [ruleId, partialFingerprints]);
  const moved: Report = JSON.parse(
    JSON.stringify({ ...sampleReport, startedAt: '2026-09-01T00:00:00.000Z', durationMs: 7 })
      .replaceAll('"line":6', '"line":60')
      .replaceAll(/‹(code|access token) #\d+›/g, '‹$1 #9›'),
  );
  expect(identities(moved)).toEqual(identities(sampleReport));
  const hashes = identities(sampleReport).map(([, prints]) => JSON.stringify(prints));
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('without a file it names the party', () => {
  const [result] = resultsOf({ ...sampleReport, place: null }, 'as.token.code-single-use');
  expect(result?.locations).toEqual([{ logicalLocations: [{ name: 'acme', kind: 'module' }] }]);
});

test('lets nothing off the wire be a link, a placeholder, or a path', () => {
  const report: Report = {
    ...sampleReport,
    place: { file: 'a b/ü%.yaml', line: 1 },
    results: [
      {
        ...failing,
        title: '[click](https://evil.example) {0}',
        references: [{ title: 'x', url: 'javascript:alert(1)' }],
      },
    ],
  };
  const { results, tool } = runOf(report);
  expect(results[0]?.message.text).toContain('\\[click\\](https://evil.example) {{0}}');
  expect(results[0]?.locations[0]?.physicalLocation?.artifactLocation.uri).toBe('a%20b/%C3%BC%25.yaml');
  expect(tool.driver.rules[0]?.helpUri).toBeUndefined();
  expect(tool.driver.rules[0]?.help.markdown).not.toMatch(/\]\(<?javascript/);
});

test('a run that judged nothing is no success, and says why', () => {
  const preflight = [{ step: 'keys', ok: false, detail: 'no keys', durationMs: 3 }];
  const [invocation] = runOf({ ...sampleReport, exitCode: 3, results: [], preflight }).invocations;
  expect(invocation?.executionSuccessful).toBe(false);
  expect(invocation?.toolExecutionNotifications[0]).toEqual({
    level: 'error',
    message: { text: 'keys: no keys' },
  });
});
