import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { Role } from '../catalogue/vocabulary.ts';
import { faultIds, findFaults } from '../testbed/fault-registry.ts';
import { coverageOf, uncoveredReasons } from './coverage.ts';
import { loadRules, loadScenarios } from './registry.ts';

/** Roles whose every requirement is covered, or says why it is not. */
const accountedFor: readonly Role[] = ['authorization-server', 'resource-server'];

const requirements = loadCatalogue().requirements.filter(({ role }) => accountedFor.includes(role));
const coverage = coverageOf(
  requirements,
  await loadScenarios(),
  await loadRules(),
  await findFaults(faultIds()),
);

describe('the coverage of the catalogue', () => {
  it('has a reason for every requirement that is not covered', () => {
    const unexplained = coverage.filter(
      ({ covered, id }) =>
        !covered && !uncoveredReasons().has(id) && loadCatalogue().find(id as never).untestable === undefined,
    );
    expect(unexplained.map(({ id }) => id)).toEqual([]);
  });

  it('makes no excuse for what is covered, or for what does not exist', () => {
    const uncovered = new Set(coverage.filter(({ covered }) => !covered).map(({ id }) => id));
    const known = new Set<string>(requirements.map(({ id }) => id));
    const others = new Set<string>(
      loadCatalogue()
        .requirements.filter(({ id }) => !known.has(id))
        .map(({ id }) => id),
    );
    const idle = [...uncoveredReasons().keys()].filter((id) => !uncovered.has(id) && !others.has(id));
    expect(idle).toEqual([]);
  });
});
