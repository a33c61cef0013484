import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { reportJsonSchema } from './json-schema.ts';

const published = new URL('../../docs/report.schema.json', import.meta.url);
const remedy = 'docs/report.schema.json is stale; run npm run schema';

test('the published schema is the one of the sources', async () => {
  const text = `${JSON.stringify(reportJsonSchema(), null, 2)}\n`;
  if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(published, text);
  expect(await readFile(published, 'utf8').catch(() => ''), remedy).toBe(text);
});

test('the schema says what it is', () => {
  expect(reportJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:mcp-conformance:report:1',
    type: 'object',
    properties: { schemaVersion: { const: 1 } },
  });
});
