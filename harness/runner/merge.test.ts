import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { RequirementId } from '../catalogue/requirement-ids.generated.ts';
import { type Judgement, undecided } from './judgement.ts';
import { mergeVerdicts } from './merge.ts';
import type { ScenarioOutcome } from './outcome.ts';

const revision = '2026-07-28';

function judged(requirement: RequirementId, verdict: 'pass' | 'fail' | 'warn'): Judgement {
  return { requirement, verdict, expected: '', actual: '', excerpt: '', control: null, evidence: ['x1'] };
}

/** What becomes of judgements: the verdict of each requirement, and what it is blocked by. */
function merged(...judgements: Judgement[]) {
  const outcome = { id: 's', revision, revisions: [revision], mode: 'dynamic', anyMode: false, judgements };
  const verdicts = mergeVerdicts(loadCatalogue(), [outcome as unknown as ScenarioOutcome], []);
  return Object.fromEntries(
    verdicts.map(({ requirement, judgement, blockedBy }) => [requirement, [judgement.verdict, blockedBy]]),
  );
}

describe('causes and consequences', () => {
  it('takes away the verdicts of what depends on a failure', () => {
    const verdicts = merged(
      judged('as.registration.public-clients', 'fail'),
      judged('as.pkce.supports-s256', 'fail'),
      judged('as.authz.state-echoed', 'fail'),
    );
    expect(verdicts['as.pkce.supports-s256']).toEqual(['inconclusive', 'as.registration.public-clients']);
    expect(verdicts['as.authz.state-echoed']).toEqual(['fail', null]);
  });

  it('lets a warning explain what was not found out, and nothing else', () => {
    const verdicts = merged(
      judged('as.dcr.open-registration', 'warn'),
      undecided('as.dcr.registers-client', 'refused'),
      judged('as.dcr.error-format', 'fail'),
    );
    expect(verdicts['as.dcr.registers-client']).toEqual(['inconclusive', 'as.dcr.open-registration']);
    expect(verdicts['as.dcr.error-format']).toEqual(['fail', null]);
  });

  it('names the cause that a step gave, if it is broken', () => {
    const causes = ['as.dcr.open-registration', 'as.dcr.registers-client'] as const;
    const open = undecided('as.authz.state-echoed', 'no client could be registered', causes);
    expect(merged(open)['as.authz.state-echoed']).toEqual(['inconclusive', null]);
    const verdicts = merged(open, judged('as.dcr.registers-client', 'fail'));
    expect(verdicts['as.authz.state-echoed']).toEqual(['inconclusive', 'as.dcr.registers-client']);
  });
});
