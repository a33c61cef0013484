import { z } from 'zod';
import { requirementIds } from './requirement-ids.generated.ts';
import { levels, revisions, roles } from './vocabulary.ts';

/** Revisions an entry may name: `draft` is the newest dated one together with the draft extensions. */
const window = z.enum([...revisions, 'draft']);

const sentence = z.string().trim().min(8);

/** One entry of the catalogue as it stands in the files. */
export const requirementSchema = z.strictObject({
  id: z.enum(requirementIds),
  role: z.enum(roles),
  topic: z.string().regex(/^[a-z-]+$/),
  level: z.enum(levels),
  source: z.enum(['mcp', 'rfc', 'guidance', 'extension']),
  since: window,
  until: window.optional(),
  refs: z.array(z.strictObject({ doc: z.string(), section: z.string(), url: z.url() })).min(1),
  statement: sentence,
  observe: z.enum(['passive', 'probe', 'fault', 'document', 'untestable']),
  test: sentence,
  untestable: sentence.optional(),
  title: z.strictObject({ pass: sentence, fail: sentence }),
  why: sentence,
  fix: sentence,
  dependsOn: z.array(z.enum(requirementIds)).default([]),
});

/** One atomic obligation of one role. */
export type Requirement = Readonly<z.infer<typeof requirementSchema>>;
