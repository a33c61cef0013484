import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import type { z } from 'zod';
import { UsageError } from '../define/error.ts';
import { packageRoot } from './package-root.ts';
import type { Requirement } from './requirement.ts';
import { requirementSchema } from './requirement.ts';
import type { RequirementId } from './requirement-ids.generated.ts';
import type { Revision, Role } from './vocabulary.ts';
import { revisions, roles } from './vocabulary.ts';

/** All requirements, with what a run asks of them. */
export interface Catalogue {
  readonly version: string;
  readonly requirements: readonly Requirement[];
  readonly find: (id: RequirementId) => Requirement;
  /** Whether a requirement holds in a revision. */
  readonly holds: (id: RequirementId, revision: Revision) => boolean;
  readonly has: (id: string) => id is RequirementId;
}

const loaded = new Map<string, Catalogue>();

/**
 * Loads and checks the catalogue, one file a role; once for each folder, for its files do not change under a run.
 *
 * Throws a `UsageError` that names file, entry and field when an entry is broken, an id stands twice or in the
 * wrong file, a window is empty, or `dependsOn` goes to another role or in a circle.
 */
export function loadCatalogue(folder = path.join(packageRoot(), 'scenarios', 'requirements')): Catalogue {
  const known = loaded.get(folder);
  if (known) return known;
  const catalogue = readCatalogue(folder);
  loaded.set(folder, catalogue);
  return catalogue;
}

function readCatalogue(folder: string): Catalogue {
  const requirements = roles.toReversed().flatMap((role) => loadRole(folder, role));
  const byId = new Map(requirements.map((entry) => [entry.id as string, entry]));
  if (byId.size !== requirements.length) throw duplicate(requirements, folder);
  for (const entry of requirements) checkDependencies(entry, byId, folder);
  const { version } = load(readFileSync(path.join(folder, 'catalogue.yaml'), 'utf8')) as { version: string };
  const find = (id: RequirementId) => byId.get(id) as Requirement;
  return {
    version,
    requirements,
    find,
    holds: (id, revision) => holdsIn(find(id), revision),
    has: (id): id is RequirementId => byId.has(id),
  };
}

function loadRole(folder: string, role: Role): Requirement[] {
  const file = path.join(folder, `${role}.yaml`);
  const document = load(readFileSync(file, 'utf8')) as { requirements?: unknown };
  if (!Array.isArray(document?.requirements)) throw broken(file, '', 'has no list named requirements');
  return document.requirements.map((raw: unknown) => parseEntry(raw, role, file));
}

function parseEntry(raw: unknown, role: Role, file: string): Requirement {
  const parsed = requirementSchema.safeParse(raw);
  const id = (raw as { id?: unknown } | null)?.id;
  const name = typeof id === 'string' ? id : '(an entry without id)';
  if (!parsed.success) throw broken(file, name, describeIssue(parsed.error.issues[0]));
  const entry = parsed.data;
  if (entry.role !== role)
    throw broken(file, name, `field role is ${entry.role}, but the file is for ${role}`);
  if ((entry.observe === 'untestable') !== (entry.untestable !== undefined)) {
    throw broken(
      file,
      name,
      'field untestable belongs to entries with observe: untestable, and only to them',
    );
  }
  if (entry.until && rank(entry.until) < rank(entry.since))
    throw broken(file, name, 'field until is before since');
  return entry;
}

function checkDependencies(entry: Requirement, byId: ReadonlyMap<string, Requirement>, folder: string): void {
  const seen = new Set<string>();
  const queue = [...entry.dependsOn];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const file = path.join(folder, `${entry.role}.yaml`);
    if (id === entry.id) throw broken(file, entry.id, 'field dependsOn goes in a circle');
    if (byId.get(id)?.role !== entry.role)
      throw broken(file, entry.id, `field dependsOn names ${id} of another role`);
    if (!seen.has(id)) queue.push(...(byId.get(id)?.dependsOn ?? []));
    seen.add(id);
  }
}

function duplicate(requirements: readonly Requirement[], folder: string): UsageError {
  const seen = new Set<string>();
  const twice = requirements.find(({ id }) => seen.size === seen.add(id).size);
  return broken(path.join(folder, `${twice?.role}.yaml`), twice?.id ?? '', 'field id stands twice');
}

function broken(file: string, id: string, what: string): UsageError {
  return new UsageError('catalogue', `${file}: ${id}${id ? ': ' : ''}${what}`);
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  return `field ${issue?.path.join('.') || '(entry)'}: ${issue?.message ?? 'is wrong'}`;
}

function rank(revision: Revision | 'draft'): number {
  return revision === 'draft' ? revisions.length : revisions.indexOf(revision);
}

/** Whether a requirement holds in a revision; `draft` counts as the newest one, draft extensions as none. */
export function holdsIn(entry: Pick<Requirement, 'since' | 'until'>, revision: Revision): boolean {
  return (
    rank(entry.since) <= rank(revision) && (entry.until === undefined || rank(revision) <= rank(entry.until))
  );
}

/** The newest of the revisions in which a requirement holds, or `undefined` when it holds in none of them. */
export function newestHolding(
  entry: Pick<Requirement, 'since' | 'until'>,
  among: readonly Revision[],
): Revision | undefined {
  return revisions.toReversed().find((revision) => among.includes(revision) && holdsIn(entry, revision));
}
