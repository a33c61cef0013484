import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import { revisions } from '../catalogue/vocabulary.ts';
import { findFaults } from '../testbed/fault-registry.ts';
import { runEmbedded } from './prove.ts';

/** Faults whose checks must work on the dated wire and on the stateless one. */
const vital = [
  ['rs.token.expiry-ignored', 'rs.token.rejects-expired'],
  ['rs.token.audience-ignored', 'rs.token.rejects-wrong-audience'],
  ['rs.bearer.query-accepted', 'rs.bearer.query-token-ignored'],
  ['rs.scope.not-enforced', 'rs.scope.enforced'],
] as const;

describe('vital checks of a resource server', { timeout: 120_000 }, () => {
  it.each(vital)('%s is caught in every revision where %s holds', async (fault, requirement) => {
    const faults = await findFaults([fault]);
    const report = await runEmbedded({ roles: ['resource-server'], revisions, faults });
    const caught = report.results
      .filter((result) => result.requirement === requirement && result.verdict === 'fail')
      .map(({ revision }) => revision);
    expect(caught).toEqual(revisions.filter((revision) => loadCatalogue().holds(requirement, revision)));
  });
});
