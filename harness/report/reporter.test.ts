import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { isReporterName, loadReporter, plainOptions, reporterNames, reportFileName } from './reporter.ts';
import { sampleReport } from './sample-report.ts';
import { reportSchema } from './schema.ts';

test('the sample is a report', () => {
  expect(reportSchema.parse(sampleReport)).toEqual(sampleReport);
});

test.each(reporterNames)('%s renders the sample, and does so the same way twice', async (name) => {
  const { render, fileName } = await loadReporter(name);
  expect(fileName).toBe(reportFileName(name));
  expect(render(sampleReport, plainOptions)).toBe(render(sampleReport, plainOptions));
});

test('the registry loads no reporter before it is asked for', async () => {
  const source = await readFile(new URL('./reporter.ts', import.meta.url), 'utf8');
  expect(source).not.toMatch(/^import (?!type )/m);
});

test('knows its names and no others', () => {
  expect(isReporterName('junit')).toBe(true);
  expect(isReporterName('toString')).toBe(false);
});
