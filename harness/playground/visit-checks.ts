import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { RuleWithRequirement } from '../live/live-report.ts';
import type { Checks } from '../live/visits/unseen.ts';
import { loadScenarios } from '../runner/registry.ts';
import { faultIds, loadFaults } from '../testbed/fault-registry.ts';

/** The provider whose faults can be switched on. */
const embedded = 'oidc-provider';

/** Every check of clients, and whether its stage can be set beside a provider. */
export async function checksOn(provider: string, rules: readonly RuleWithRequirement[]): Promise<Checks> {
  return {
    catalogue: loadCatalogue(),
    scenarios: await loadScenarios(),
    rules,
    faults: await loadFaults(faultIds().filter((id) => !id.startsWith('client.'))),
    noStage: provider === embedded ? null : `takes a stage that only ${embedded} can set: choose it`,
  };
}
