import { afterAll, describe, expect, it } from 'vitest';
import { type Revision, type Role, registrationModes } from '../catalogue/vocabulary.ts';
import type { Report } from '../report/schema.ts';
import { faultIds, findFaults } from '../testbed/fault-registry.ts';
import { differences, openSharedTestbeds, revisionsFor, runEmbedded } from './prove.ts';

/**
 * Declares one test a fault of a role: it breaks exactly what it says, and the check that is meant for it sees it.
 *
 * Clients are judged in every registration mode, as that is what some of their requirements are about, and on
 * testbeds that they share. `part` divides the faults among files, which run side by side.
 */
export async function proveFaults(role: Role, part = { index: 0, of: 1 }): Promise<void> {
  const all = await findFaults(faultIds());
  const breaking = all
    .filter((fault) => fault.role === role && fault.breaks.length > 0)
    .filter((_, index) => index % part.of === part.index);
  const testbeds = role === 'client' ? await openSharedTestbeds() : undefined;
  afterAll(() => testbeds?.[Symbol.asyncDispose]());
  const modes = role === 'client' ? registrationModes : (['dynamic'] as const);
  const clean = new Map<string, Promise<Report>>();
  const cleanRun = (revisions: readonly Revision[]) => {
    const key = revisions.join(' ');
    const known = clean.get(key) ?? runEmbedded({ roles: [role], revisions, modes, testbeds });
    clean.set(key, known);
    return known;
  };
  describe(`faults of the ${role}`, () => {
    it.each(breaking.map((fault) => [fault.id, fault] as const))(
      '%s',
      { timeout: 120_000 },
      async (_id, fault) => {
        const revisions = revisionsFor(fault);
        const faulty = await runEmbedded({ roles: [role], revisions, modes, faults: [fault], testbeds });
        expect(differences(fault, await cleanRun(revisions), faulty).join('\n')).toBe('');
      },
    );
  });
}
