import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import { faultIds, findFaults } from '../testbed/fault-registry.ts';
import { coverageOf, uncoveredReasons } from './coverage.ts';
import { loadRules, loadScenarios } from './registry.ts';

const { requirements } = loadCatalogue();
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
    const idle = [...uncoveredReasons().keys()].filter((id) => !uncovered.has(id));
    expect(idle).toEqual([]);
  });
});
