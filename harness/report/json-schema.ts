import { z } from 'zod';
import { reportSchema } from './schema.ts';

/** The JSON Schema of `report.json`; members that a later minor version adds stay valid. */
export function reportJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(reportSchema, { target: 'draft-2020-12', io: 'input' });
  return {
    $schema,
    $id: 'urn:mcp-conformance:report:1',
    title: 'mcp-conformance report, schema version 1',
    ...rest,
  };
}
