/** What SARIF 2.1.0 says of the objects that we write: members it knows, those it requires, and the values it takes. */
import { z } from 'zod';

const text = z.string().min(1);
const bag = z.looseObject({ tags: z.array(z.string()).optional() });
/** §3.11: a message has a text or an id. */
const message = z.strictObject({ text, markdown: z.string().optional() });
const level = z.enum(['none', 'note', 'warning', 'error']);
/** Code scanning knows a file by its path from the root of the repository: no scheme, no backslash, no way out. */
const relativeUri = z.string().regex(/^(?!\/|\.\.?\/|[a-z]+:)(?:[\w.~!$&'()*+,;=@-]|%[0-9A-F]{2}|\/)+$/i);

const location = z.strictObject({
  physicalLocation: z
    .strictObject({
      artifactLocation: z.strictObject({ uri: relativeUri, uriBaseId: z.literal('%SRCROOT%') }),
      region: z.strictObject({ startLine: z.int().min(1), startColumn: z.int().min(1) }),
    })
    .optional(),
  logicalLocations: z.array(z.strictObject({ name: text, kind: z.string() })).optional(),
});

const result = z
  .strictObject({
    ruleId: text,
    ruleIndex: z.int().min(0),
    kind: z.enum(['notApplicable', 'pass', 'fail', 'review', 'open', 'informational']),
    level,
    message,
    locations: z.array(location).min(1),
    partialFingerprints: z.record(text, text),
    suppressions: z
      .array(z.strictObject({ kind: z.enum(['inSource', 'external']), justification: z.string() }))
      .optional(),
    properties: bag,
  })
  // §3.27.10: only what fails has a level.
  .refine(({ kind, level: given }) => (kind === 'fail') === (given !== 'none'), 'kind and level disagree');

const rule = z.strictObject({
  id: text,
  shortDescription: z.strictObject({ text: text.max(1024) }),
  fullDescription: z.strictObject({ text: text.max(1024) }),
  help: z.strictObject({ text, markdown: text }),
  helpUri: z.url().optional(),
  defaultConfiguration: z.strictObject({ level }),
  properties: bag,
});

const invocation = z.strictObject({
  executionSuccessful: z.boolean(),
  exitCode: z.int(),
  commandLine: z.string(),
  startTimeUtc: z.iso.datetime(),
  endTimeUtc: z.iso.datetime(),
  toolExecutionNotifications: z.array(z.strictObject({ message, level })),
});

export const sarifLog = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z
    .array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: text,
            version: text,
            semanticVersion: z.string().regex(/^\d+\.\d+\.\d+/),
            rules: z.array(rule),
          }),
        }),
        automationDetails: z.strictObject({ id: z.string().regex(/^[^/]+\/[^/]+\/$/) }),
        invocations: z.array(invocation).length(1),
        columnKind: z.enum(['utf16CodeUnits', 'unicodeCodePoints']),
        results: z.array(result),
      }),
    )
    .length(1),
});
