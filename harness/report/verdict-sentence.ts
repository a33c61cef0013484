/** Says in one or two sentences how a run ended. */
import type { Role } from '../catalogue/vocabulary.ts';
import { plain } from './plain-text.ts';
import type { Report } from './schema.ts';
import { isBaselined } from './shared-verdicts.ts';
import { count, roleName, rolesInOrder } from './words.ts';
import { shorten } from './wrap.ts';

const longestTitle = 160;

/** The sentence with which a report opens. */
export function verdictSentence(report: Report): string {
  const { fail, causes, inconclusive, warn, judged, apply, baselined } = report.summary;
  if (apply === 0) return 'Nothing was judged.';
  if (fail > 0) {
    const causesPart = causes < fail ? `, ${count(causes, 'cause')}` : '';
    return `${count(fail, 'failure')}${causesPart}${whatIsBroken(report)}.`;
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

/** One broken requirement in words, several by how many each party breaks. */
function whatIsBroken(report: Report): string {
  const broken = report.results.filter((result) => result.verdict === 'fail' && !isBaselined(result));
  const [only] = broken;
  if (
    only &&
    broken.every(({ requirement, title }) => requirement === only.requirement && title === only.title)
  ) {
    return ` in ${partyName(report, only.role)}: ${midSentence(shorten(plain(only.title.slice(0, 1000)), longestTitle)).replace(/\.$/, '')}`;
  }
  const parties = rolesInOrder.flatMap((role) => {
    const own = broken.filter((result) => result.role === role);
    const requirements = new Set(own.map(({ requirement }) => requirement));
    if (requirements.size === 0) return [];
    return [`${partyName(report, role)} breaks ${count(requirements.size, 'requirement')}`];
  });
  return `: ${parties.join('; ')}`;
}

/** A sentence as it goes on after a colon: articles lose their capital, names keep it. */
function midSentence(text: string): string {
  return text.replace(/^(?:An?|The) /, (article) => article.toLowerCase());
}

function partyName({ subjects }: Report, role: Role): string {
  const name = shorten(plain((subjects[role]?.name ?? '').slice(0, 1000)), longestTitle);
  return name === '' || name.includes(roleName(role))
    ? `the ${roleName(role)}`
    : `${name} (${roleName(role)})`;
}
