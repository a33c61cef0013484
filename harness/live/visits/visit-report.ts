import type { Report } from '../../report/schema.ts';
import { reproduceCommand } from '../../runner/reproduce.ts';
import { liveReport, type RuleWithRequirement } from '../live-report.ts';
import type { LiveSetup } from '../live-setup.ts';
import type { JudgedVisit } from './judge-visit.ts';

/** Judges a visit by every rule, beside what its stage has shown. */
export function visitReport(
  { outcome, portrait }: JudgedVisit,
  setup: LiveSetup,
  { version, rules }: { readonly version: string; readonly rules: readonly RuleWithRequirement[] },
): Report {
  const { definition, faults } = setup;
  const report = liveReport([outcome], {
    version,
    command: 'mcp-conformance playground',
    reproduceBase: faults.flatMap(({ id }) => ['--fault', id]),
    provider: definition.name,
    revision: outcome.revision,
    mode: outcome.mode,
    subjects: {
      'authorization-server': { name: definition.name, issuer: outcome.issuer },
      'resource-server': {
        name: definition.resourceServer?.name ?? 'reference server',
        url: outcome.resourceUrl,
      },
      client: { name: portrait.name },
    },
    notices: definition.notice ? [definition.notice] : [],
    startedAt: new Date(outcome.trace.exchanges[0]?.startedAt ?? Date.now()),
    rules,
    checked: null,
  });
  return { ...report, results: report.results.map(reproducedByClient) };
}

/** A client shows the same again when `run` starts it. */
function reproducedByClient(result: Report['results'][number]): Report['results'][number] {
  if (result.role !== 'client') return result;
  const base = ['--client', 'your-client'];
  return { ...result, reproduce: reproduceCommand(base, result.requirement, result.revision) };
}
