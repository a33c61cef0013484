import { expect, test } from 'vitest';
import json from './json.ts';
import { plainOptions } from './reporter.ts';
import { sampleReport } from './sample-report.ts';
import { reportSchema } from './schema.ts';

test('reads back as the same report', () => {
  expect(reportSchema.parse(JSON.parse(json(sampleReport, plainOptions)))).toEqual(sampleReport);
});

test('holds nothing that a terminal would obey', () => {
  expect(json(sampleReport, plainOptions)).not.toMatch(/[\0-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});
