import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { packageRoot } from '../catalogue/package-root.ts';
import type { Requirement } from '../catalogue/requirement.ts';
import type { Rule } from '../define/rule.ts';
import type { Scenario } from '../define/scenario.ts';
import type { NamedFault } from '../testbed/fault-registry.ts';
import type { Named } from './plan.ts';

/** Whether a requirement is proven both ways: a conforming part passes it, and a fault that breaks it is caught. */
export interface Coverage {
  readonly id: string;
  readonly covered: boolean;
  /** Scenarios and rules that judge it. */
  readonly scenarios: readonly string[];
  /** Faults that break it, each of which the self-proof shows to be caught. */
  readonly faults: readonly string[];
  /** Why it is not covered. */
  readonly reason?: string;
}

/** The coverage of requirements, told from the registries. */
export function coverageOf(
  requirements: readonly Requirement[],
  scenarios: readonly Named<Scenario>[],
  rules: readonly Named<Rule>[],
  faults: readonly NamedFault[],
): Coverage[] {
  const reasons = uncoveredReasons();
  return requirements.map((requirement) => {
    const { id } = requirement;
    const judging = [
      ...scenarios.filter(({ judges }) => judges.includes(id)),
      ...rules.filter(({ judges }) => judges === id),
    ].map((check) => check.id);
    const breaking = faults.filter(({ breaks }) => breaks.includes(id)).map((fault) => fault.id);
    const covered = judging.length > 0 && breaking.length > 0;
    const row = { id, covered, scenarios: judging, faults: breaking };
    return covered
      ? row
      : { ...row, reason: requirement.untestable ?? reasons.get(id) ?? 'no reason is written down' };
  });
}

/** The written reasons why requirements are not covered, by id. */
export function uncoveredReasons(): ReadonlyMap<string, string> {
  const file = path.join(packageRoot(), 'scenarios', 'requirements', 'not-covered.yaml');
  // js-yaml throws on a document that has nothing but comments.
  const [reasons] = loadAll(readFileSync(file, 'utf8')) as (Record<string, string> | null | undefined)[];
  return new Map(Object.entries(reasons ?? {}));
}
