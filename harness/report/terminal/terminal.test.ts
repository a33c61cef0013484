import { expect, test } from 'vitest';
import { plainOptions } from '../reporter.ts';
import { sampleReport } from '../sample-report.ts';
import type { Report } from '../schema.ts';
import terminal from './terminal.ts';

const golden = (name: string) => `../__snapshots__/${name}`;
const linesOf = (text: string) => text.trimEnd().split('\n');

/** What may go beyond the width: URLs, commands and requirement ids. */
const unbroken = /https?:\/\/|mcp-conformance /;

test('renders the sample as it stands in the golden file', async () => {
  await expect(terminal(sampleReport, plainOptions)).toMatchFileSnapshot(golden('report.txt'));
});

test('renders the sample in colour', async () => {
  const options = { ...plainOptions, colour: true };
  await expect(terminal(sampleReport, options)).toMatchFileSnapshot(golden('report.colour.txt'));
});

test('renders the sample in ASCII', async () => {
  const text = terminal(sampleReport, { ...plainOptions, ascii: true });
  expect(text).not.toMatch(/[^\n\x20-\x7e]/);
  await expect(text).toMatchFileSnapshot(golden('report.ascii.txt'));
});

test.each([80, 90, 100, 400])('keeps to the width at %i columns', (width) => {
  const limit = Math.min(width, 100);
  const long = linesOf(terminal(sampleReport, { ...plainOptions, width })).filter(
    (line) => line.length > limit,
  );
  expect(long.filter((line) => !unbroken.test(line))).toEqual([]);
});

test('keeps to the width with a column for every revision and mode', () => {
  const revisions = ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'];
  const modes: Report['modes'] = ['dynamic', 'static', 'metadata-document'];
  const results = revisions.flatMap((revision) =>
    modes.flatMap((mode) => sampleReport.results.map((result) => ({ ...result, revision, mode }))),
  );
  const text = terminal({ ...sampleReport, revisions, modes, results }, { ...plainOptions, width: 80 });
  const long = linesOf(text).filter((line) => line.length > 80 && !unbroken.test(line));
  expect(long).toEqual([]);
  expect(text.match(/MUST {2}as\.metadata\.issuer-matches/g)).toHaveLength(1);
});

test('writes the same words with colour and without', () => {
  const coloured = terminal(sampleReport, { ...plainOptions, colour: true });
  expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(terminal(sampleReport, plainOptions));
});

test('lets nothing off the wire steer the terminal', () => {
  const text = terminal(sampleReport, plainOptions);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(text).toContain('issuer https://evil.example/moc.emca/<script>alert(1)</script>');
});

test('tells the same failure of two revisions once', () => {
  const text = terminal(sampleReport, plainOptions);
  expect(text.match(/MUST {2}as\.token\.code-single-use/g)).toHaveLength(1);
  expect(text).toContain('acme · authorization server · dynamic · 2025-11-25, 2026-07-28');
});

test('folds what a failure keeps from being judged under that failure', () => {
  const text = terminal(sampleReport, plainOptions);
  expect(text).toContain('5 requirements could not be judged because of this');
  expect(text).not.toContain('blocked by as.metadata.issuer-matches');
});

test('never speaks of tests', () => {
  expect(terminal(sampleReport, plainOptions)).not.toMatch(/\btest/i);
});

test('ends with how much was judged', () => {
  expect(linesOf(terminal(sampleReport, plainOptions)).at(-1)).toBe(
    'judged 12 of 20 that apply · exit 1: a MUST is broken',
  );
});

test('shows which preflight step failed and why, when nothing was judged', () => {
  const report: Report = {
    ...sampleReport,
    exitCode: 3,
    preflight: [
      { step: 'definition', ok: true, detail: '', durationMs: 1 },
      { step: 'static credentials', ok: false, detail: preflightDetail, durationMs: 22 },
    ],
    summary: {
      pass: 0,
      fail: 0,
      warn: 0,
      skip: 0,
      inconclusive: 0,
      baselined: 0,
      judged: 0,
      apply: 0,
      causes: 0,
    },
    results: [],
    scenarios: [],
    exchanges: [],
    cleanup: { registered: 0, removed: 0, left: [] },
  };
  expect(terminal(report, plainOptions)).toMatchInlineSnapshot(`
    "mcp-conformance 0.1.0 · catalogue 1.0.0 · revisions 2025-11-25, 2026-07-28 · modes dynamic, static
      resource server       reference · http://127.0.0.1:3000/mcp · a reference part of this harness
      authorization server  acme 2.3.1 · https://auth.acme.example
    ! Provider acme is reached over the internet; times include the way there.

    preflight  ✓ definition  ✗ static credentials 22 ms
      The token endpoint answered 401 invalid_client for client_id "mcp-ci".
      That is registration.static.clientSecret in ./acme.provider.ts:14 (from $ACME_CLIENT_SECRET, 12
      characters).
      Nothing was judged. Check the set-up alone:
      npx mcp-conformance run --provider ./acme.provider.ts --spec all --mode all --preflight

    0 failures · 4.1 s
    judged 0 of 0 that apply · exit 3: something could not be judged
    "
  `);
});

const preflightDetail = [
  'The token endpoint answered 401 invalid_client for client_id "mcp-ci".',
  'That is registration.static.clientSecret in ./acme.provider.ts:14 (from $ACME_CLIENT_SECRET, 12 characters).',
].join('\n');

test('says what the baseline lists without need', () => {
  const [known] = sampleReport.results.filter(({ baseline }) => baseline !== null);
  const report: Report = {
    ...sampleReport,
    results: known ? [{ ...known, verdict: 'pass' }] : [],
    summary: { ...sampleReport.summary, fail: 0, warn: 0 },
  };
  const text = terminal(report, plainOptions);
  expect(text).toContain('✗ as.registration.rejects-http-redirect no longer fails');
  expect(linesOf(text).at(-1)).toContain('exit 1: the baseline lists what no longer fails');
});
