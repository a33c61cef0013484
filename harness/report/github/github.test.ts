import { expect, test } from 'vitest';
import { plainOptions } from '../reporter.ts';
import { sampleReport } from '../sample-report.ts';
import type { Report } from '../schema.ts';
import { annotations } from './annotations.ts';
import github from './summary.ts';

const markdown = github(sampleReport, plainOptions);
const [failing] = sampleReport.results;
if (!failing) throw new Error('the sample has no results');

test('renders the sample as it stands in the golden file', async () => {
  await expect(markdown).toMatchFileSnapshot('../__snapshots__/report.github.md');
});

test('has a table of causes, with the whole block and its exchanges folded up below', () => {
  const rows = markdown.split('\n').filter((line) => line.startsWith('| MUST `as.'));
  expect(rows[0]).toContain('| MUST `as.metadata.issuer-matches` |');
  expect(rows[0]).toContain('5 others not judged');
  expect(markdown).toMatch(
    /<summary><code>as\.token\.code-single-use<\/code>[\s\S]*offence {2}x4 {2}POST \/token[\s\S]*<summary>x4: the exchange/,
  );
  expect(markdown.match(/<details>/g)).toHaveLength(markdown.match(/<\/details>/g)?.length ?? 0);
});

test('lets nothing off the wire be markup outside of a fence', () => {
  const hostile = '<img src=x> [click](https://evil.example) @admin | a ~~b~~ `c` www';
  const report: Report = {
    ...sampleReport,
    provider: hostile,
    notices: [hostile],
    results: [{ ...failing, title: hostile, requirement: 'as.x`|<b>' }],
  };
  const unfenced = github(report, plainOptions).replaceAll(/(`{3,})\w*\n[\s\S]*?\n\1/g, '');
  // A line of HTML is no Markdown.
  expect(unfenced).toContain('<summary><code>as.x`|&lt;b&gt;</code> &lt;img src=x&gt; [click]');
  const prose = unfenced.replaceAll(/^<summary>.*$/gm, '');
  expect(prose).not.toMatch(/(?<!\\)\[click\]|(?<!\\)<img|(?<!\\)@admin|https:\/\/evil|(?<!\\)~~/);
  const [row = ''] = prose.split('\n').filter((line) => line.startsWith('| MUST'));
  expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
});

test('stays below what GitHub takes, and says what it leaves out', () => {
  const why = 'a word '.repeat(3000);
  const results = Array.from({ length: 60 }, (_, index) => ({
    ...failing,
    requirement: `as.many.number-${index}`,
    why,
  }));
  const text = github({ ...sampleReport, results }, plainOptions);
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(text).toMatch(/\d+ more proofs in the full report\./);
  expect(text).toContain('as.many.number-59');
});

test('says what broke when nothing was judged', () => {
  const preflight = [{ step: 'keys', ok: false, detail: 'no keys', durationMs: 3 }];
  const text = github({ ...sampleReport, results: [], preflight }, plainOptions);
  expect(text).toContain('### The set-up does not work, and nothing was judged');
  expect(text).toContain('| keys | no keys |');
});

test('annotates the definition with the worst, causes first', () => {
  const lines = annotations(sampleReport, { strict: false });
  expect(lines[0]).toMatch(
    /^::error file=conformance\/acme\.provider\.ts,line=6,title=MUST as\.metadata\.issuer-matches::/,
  );
  expect(lines[0]).toContain('Keeps 5 others from being judged.');
  expect(lines.map((line) => /^::\w+/.exec(line)?.[0])).toEqual([
    ...['::error', '::error'],
    ...['::warning', '::warning', '::warning'],
  ]);
  expect(annotations(sampleReport, { strict: true }).at(-1)).toMatch(/^::error .*title=SHOULD/);
});

test('never gives more annotations than GitHub shows', () => {
  const results = Array.from({ length: 30 }, (_, index) => ({ ...failing, requirement: `as.a.b-${index}` }));
  expect(annotations({ ...sampleReport, results }, { strict: false })).toHaveLength(10);
});

test('an annotation is one command, whatever came off the wire', () => {
  const title = 'a%0A\n::error::forged\r\n##[error]b,c';
  const report = { ...sampleReport, results: [{ ...failing, title, requirement: 'as.a,line=9::x' }] };
  const [line = ''] = annotations(report, { strict: false });
  expect(line).not.toMatch(/[\r\n]/);
  expect(line).toContain('title=MUST as.a%2Cline=9%3A%3Ax::a%250A ::error::forged');
});

test('points at the baseline entry that is stale', () => {
  const place = { file: 'conformance/baseline.yaml', line: 9 };
  const baseline = { reason: 'x', issue: null, until: null, source: null, origin: 'file' as const, place };
  const results = [{ ...failing, verdict: 'pass' as const, baseline }];
  const [line] = annotations({ ...sampleReport, results }, { strict: false });
  expect(line).toMatch(/^::error file=conformance\/baseline\.yaml,line=9,title=baseline%3A as\./);
});
