import { selectIds, unknownId } from '../catalogue/select.ts';
import type { Role } from '../catalogue/vocabulary.ts';
import type { Fault } from '../define/fault.ts';
import { listModules, type Module } from './modules.ts';

/** A fault of one of our parts, with the id and the role that its place gives it. */
export interface NamedFault extends Fault<never> {
  readonly id: string;
  readonly role: Role;
}

const shelves = [
  { folder: 'servers/faults/authorization-server', prefix: 'as', role: 'authorization-server' },
  { folder: 'servers/faults/resource-server', prefix: 'rs', role: 'resource-server' },
  { folder: 'clients/faults', prefix: 'client', role: 'client' },
] as const;

interface Entry {
  readonly id: string;
  readonly role: Role;
  readonly module: Module;
}

function allEntries(): readonly Entry[] {
  return shelves.flatMap(({ folder, prefix, role }) =>
    listModules(folder).map((module) => ({ id: `${prefix}.${module.name}`, role, module })),
  );
}

/** The ids of all faults, without loading any. */
export function faultIds(): string[] {
  return allEntries().map(({ id }) => id);
}

/** Loads the faults that patterns mean; throws a `UsageError` for a pattern that means none. */
export async function findFaults(patterns: readonly string[], flag = '--fault'): Promise<NamedFault[]> {
  const chosen = selectIds(patterns, faultIds(), 'fault', flag);
  return Promise.all(
    allEntries()
      .filter(({ id }) => chosen.has(id))
      .map(loadEntry),
  );
}

/** Loads faults by exact id, for scenarios; throws a `UsageError` for an unknown one. */
export async function loadFaults(ids: readonly string[]): Promise<NamedFault[]> {
  const entries = ids.length > 0 ? allEntries() : [];
  return Promise.all(
    ids.map((id) => {
      const entry = entries.find((candidate) => candidate.id === id);
      if (!entry) throw unknownId(id, faultIds(), 'fault', 'faults');
      return loadEntry(entry);
    }),
  );
}

async function loadEntry({ id, role, module }: Entry): Promise<NamedFault> {
  return { ...((await module.load()) as Fault<never>), id, role };
}
