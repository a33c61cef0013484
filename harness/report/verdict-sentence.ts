/** Says in one or two sentences how a run ended. */
import type { Role } from '../catalogue/vocabulary.ts';
import { plain } from './plain-text.ts';
import type { Report } from './schema.ts';
import { isBaselined } from './shared-verdicts.ts';
import { count, roleName, rolesInOrder } from './words.ts';

/** The sentence with which a report opens. */
export function verdictSentence(report: Report): string {
  const { fail, causes, inconclusive, warn, judged, apply, baselined } = report.summary;
  if (apply === 0) return 'Nothing was judged.';
  if (fail > 0) {
    const causesPart = causes < fail ? `, ${count(causes, 'cause')}` : '';
    return `${count(fail, 'failure')}${causesPart}: ${faultyParties(report)}.`;
  }
  if (inconclusive > 0) {
    return `Nothing fails, and ${inconclusive} of the ${apply} verdicts that apply could not be reached.`;
  }
  const rest = [
    ...(warn > 0 ? [`${warn} ${warn === 1 ? 'breaks' : 'break'} a recommendation`] : []),
    ...(baselined > 0 ? [`${baselined} ${baselined === 1 ? 'is' : 'are'} in the baseline`] : []),
  ];
  const all =
    rest.length === 0 ? `All ${judged} requirements that apply hold` : `${apply} requirements apply`;
  return `${[all, ...rest].join('; ')}.`;
}

function faultyParties(report: Report): string {
  const broken = report.results.filter((result) => result.verdict === 'fail' && !isBaselined(result));
  const parties = rolesInOrder.flatMap((role) => {
    const levels = broken.filter((result) => result.role === role);
    if (levels.length === 0) return [];
    const requirements = new Set(levels.map(({ requirement }) => requirement)).size;
    return [`${partyName(report, role)} breaks ${count(requirements, 'requirement')}`];
  });
  return parties.join('; ');
}

function partyName({ subjects }: Report, role: Role): string {
  const name = plain(subjects[role]?.name ?? '');
  return name === '' || name.includes(roleName(role))
    ? `the ${roleName(role)}`
    : `${name} (${roleName(role)})`;
}
