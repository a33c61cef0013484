import { describe, expect, it } from 'vitest';
import type { Revision, Role } from '../catalogue/vocabulary.ts';
import type { Report } from '../report/schema.ts';
import { faultIds, findFaults } from '../testbed/fault-registry.ts';
import { differences, revisionFor, runEmbedded } from './prove.ts';

/** Declares one test a fault of a role: it breaks exactly what it says, and the check that is meant for it sees it. */
export async function proveFaults(role: Role): Promise<void> {
  const all = await findFaults(faultIds());
  const breaking = all.filter((fault) => fault.role === role && fault.breaks.length > 0);
  const clean = new Map<Revision, Promise<Report>>();
  const cleanRun = (revision: Revision) => {
    const known = clean.get(revision) ?? runEmbedded({ roles: [role], revisions: [revision] });
    clean.set(revision, known);
    return known;
  };
  describe(`faults of the ${role}`, () => {
    it.each(breaking.map((fault) => [fault.id, fault] as const))('%s', async (_id, fault) => {
      const revision = revisionFor(fault);
      const faulty = await runEmbedded({ roles: [role], revisions: [revision], faults: [fault] });
      expect(differences(fault, await cleanRun(revision), faulty)).toEqual([]);
    });
  });
}
