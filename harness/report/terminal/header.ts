import { plain } from '../plain-text.ts';
import type { Report, ReportSubject } from '../schema.ts';
import { commandLine, roleName, rolesInOrder } from '../words.ts';
import { hang, padRight } from '../wrap.ts';
import type { Section } from './page.ts';

const labelWidth = Math.max(...rolesInOrder.map((role) => role.length)) + 2;

/** What ran, on whom, and what a reader must know before the verdicts. */
export const headerSection: Section = ({ report, width, ink }) => {
  const { tool, catalogueVersion, revisions, modes } = report;
  const facts = [
    `${tool.name} ${plain(tool.version)}`,
    `catalogue ${plain(catalogueVersion)}`,
    ...(revisions.length > 0
      ? [`${listName('revision', revisions)} ${revisions.map(plain).join(', ')}`]
      : []),
    ...(modes.length > 0 ? [`${listName('mode', modes)} ${modes.join(', ')}`] : []),
  ];
  const [first = '', ...rest] = hang('', facts.join(' · '), width);
  return [
    ink('strong', first),
    ...rest,
    ...partyLines(report).flatMap(([label, text]) => hang(`  ${padRight(label, labelWidth)}`, text, width)),
    ...report.notices.flatMap((notice) => hang('! ', plain(notice), width).map((line) => ink('warn', line))),
  ];
};

const listName = (name: string, values: readonly string[]) => (values.length === 1 ? name : `${name}s`);

type Line = [label: string, text: string];

function partyLines({ subjects, provider, configuration }: Report): Line[] {
  const judged = partiesJudged(subjects);
  const isJudged = subjects['authorization-server'] !== undefined;
  const named: Line[] = isJudged || provider === '' ? [] : [['provider', `${plain(provider)} (not judged)`]];
  const read: Line[] = configuration
    ? [['configuration', plain(`${configuration.file}: ${commandLine(configuration.options)}`)]]
    : [];
  return [...judged, ...named, ...read];
}

function partiesJudged(subjects: Report['subjects']): Line[] {
  return rolesInOrder.flatMap((role): Line[] => {
    const subject = subjects[role];
    return subject ? [[roleName(role), subjectText(subject)]] : [];
  });
}

function subjectText({ name, version, issuer, url, note }: ReportSubject): string {
  const named = version ? `${name} ${version}` : name;
  return [named, issuer, url, note]
    .map((part) => plain(part ?? ''))
    .filter(Boolean)
    .join(' · ');
}
