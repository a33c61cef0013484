/**
 * `report.json`, schema version 1: the contract between a run and everything that reads its result.
 *
 * The JSON Schema in `docs/report.schema.json` is generated from these definitions.
 */
import { z } from 'zod';
import { levels, registrationModes, roles, skipReasons, verdicts } from '../catalogue/vocabulary.ts';

const party = z.enum(['client', 'browser', 'resource-server', 'authorization-server', 'harness']);
const header = z.tuple([z.string(), z.string()]);
/** A line of a file of the user's, as the report may name it. */
const place = z.object({
  file: z.string().describe('Relative to the root of the repository, with slashes'),
  line: z.int().positive(),
});
const body = z.object({ text: z.string(), bytes: z.int().nonnegative(), truncated: z.boolean() }).nullable();

export const exchangeSchema = z.object({
  id: z.string().describe('Unique in the report: x1, x2, …'),
  scenario: z.string().describe('The scenario that caused it'),
  trace: z.string().describe('Exchanges of one trace share their placeholders: t1, t2, …'),
  kind: z.string().describe('What the exchange is for, told from its shape'),
  from: party,
  to: party,
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  request: z.object({ method: z.string(), url: z.string(), headers: z.array(header), body }),
  response: z
    .object({ status: z.int(), headers: z.array(header), body })
    .nullable()
    .describe('null when none came; failure says why'),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  note: z.string(),
});

export const resultSchema = z.object({
  requirement: z.string(),
  role: z.enum(roles),
  level: z.enum(levels),
  revision: z.string(),
  mode: z.enum(registrationModes).nullable().describe('null: the same in every registration mode'),
  verdict: z.enum(verdicts),
  scenario: z.string().nullable().describe('The scenario or rule that decided; null when none ran'),
  title: z.string().describe('One line: what happened'),
  expected: z.string(),
  actual: z.string(),
  excerpt: z.string().describe('The part of the evidence that matters, or empty'),
  control: z.string().nullable().describe('The exchange that shows the same request without the defect'),
  evidence: z.array(z.string()).describe('The exchanges that prove the verdict'),
  references: z.array(z.object({ title: z.string(), url: z.string() })),
  why: z.string(),
  fix: z.string(),
  reproduce: z.array(z.string()).describe('Command line, as arguments, that judges this alone'),
  reason: z.string().describe('Why it is skip or inconclusive, in words; empty otherwise'),
  skipReason: z.enum(skipReasons).nullable(),
  blockedBy: z.string().nullable().describe('The failed requirement that keeps this one from being judged'),
  baseline: z
    .object({
      reason: z.string(),
      issue: z.string().nullable(),
      until: z.string().nullable(),
      source: z.string().nullable(),
      origin: z.enum(['file', 'provider']),
      place: place.nullable().default(null).describe('Where the entry of a file stands'),
    })
    .nullable(),
});

export const scenarioSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['scenario', 'rule', 'preflight']),
  revision: z.string(),
  mode: z.enum(registrationModes).nullable(),
  durationMs: z.number().nonnegative(),
  exchanges: z.array(z.string()),
  blame: z.string().describe('One sentence that names the party at fault, or empty'),
  error: z.string().describe('Why the scenario ended early, or empty'),
  client: z
    .object({ ended: z.string(), said: z.string().describe('What it wrote last, without secrets') })
    .optional()
    .describe(
      'How a client under test that is a command ended, where it was found fault with or ended badly',
    ),
});

export const summarySchema = z.object({
  pass: z.int(),
  fail: z.int(),
  warn: z.int(),
  skip: z.int(),
  inconclusive: z.int(),
  baselined: z.int().describe('Failures and warnings that the baseline accounts for; not counted above'),
  judged: z.int().describe('Results that were decided: pass, fail, warn and baselined'),
  apply: z.int().describe('Results that apply to the subjects: judged and inconclusive'),
  causes: z.int().describe('Distinct requirements that fail for a reason of their own'),
});

export const subjectSchema = z.object({
  name: z.string(),
  version: z.string().optional(),
  url: z.string().optional(),
  issuer: z.string().optional(),
  note: z.string().optional().describe('What a reader must know, for instance that it is a stand-in'),
});

/** What a JWT or other secret behind a placeholder was like, without the secret. */
export const secretSchema = z.object({
  kind: z.string(),
  length: z.int(),
  s256: z.string().optional().describe('The S256 challenge of a code verifier'),
  jwt: z
    .object({ header: z.record(z.string(), z.unknown()), claims: z.record(z.string(), z.unknown()) })
    .optional(),
});

export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('mcp-conformance'), version: z.string() }),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  interrupted: z.boolean(),
  exitCode: z.int(),
  catalogueVersion: z.string(),
  command: z.string(),
  place: place
    .nullable()
    .default(null)
    .describe('Where it is written down what was judged: in the definition of the provider, for instance'),
  whole: z
    .boolean()
    .default(true)
    .describe('false: a filter by id, a shard or an interruption left out requirements that apply'),
  configuration: z
    .object({ file: z.string(), options: z.array(z.string()) })
    .nullable()
    .default(null)
    .describe('The file that options were read from, and those of them that no flag replaced'),
  provider: z.string().describe('Name of the provider, whether or not it is a subject'),
  revisions: z.array(z.string()),
  modes: z.array(z.enum(registrationModes)),
  subjects: z.partialRecord(z.enum(roles), subjectSchema),
  preflight: z.array(
    z.object({
      step: z.string(),
      ok: z.boolean(),
      detail: z.string(),
      durationMs: z.number().nonnegative(),
    }),
  ),
  notices: z.array(z.string()).describe('Things a reader must know before the verdicts'),
  cleanup: z.object({
    registered: z.int(),
    removed: z.int(),
    left: z.array(z.object({ clientId: z.string(), remedy: z.string() })),
  }),
  summary: summarySchema,
  results: z.array(resultSchema),
  scenarios: z.array(scenarioSchema),
  exchanges: z.array(exchangeSchema),
  secrets: z
    .record(z.string(), secretSchema)
    .describe('Facts about redacted values, by trace and placeholder: t1 ‹access token #1›'),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportResult = z.infer<typeof resultSchema>;
export type ReportScenario = z.infer<typeof scenarioSchema>;
export type ReportExchange = z.infer<typeof exchangeSchema>;
export type ReportSummary = z.infer<typeof summarySchema>;
export type ReportSubject = z.infer<typeof subjectSchema>;
export type ReportPlace = z.infer<typeof place>;
