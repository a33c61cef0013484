/** The requirements of a report as rules of SARIF 2.1.0 (§3.49). */
import { markdownText } from '../markdown-text.ts';
import { plain } from '../plain-text.ts';
import type { ReportResult } from '../schema.ts';
import { safeLink } from '../viewer/visible-text.ts';
import { roleName } from '../words.ts';
import { type SarifMessage, sarifDescription, withoutBraces } from './message.ts';

export interface SarifRule {
  readonly id: string;
  readonly shortDescription: SarifMessage;
  readonly fullDescription: SarifMessage;
  readonly help: SarifMessage & { readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: 'error' | 'warning' | 'note' };
  readonly properties: { readonly tags: readonly string[]; readonly precision: 'very-high' };
}

const levels = { MUST: 'error', SHOULD: 'warning', MAY: 'note' } as const;

/** The rule that a result is about. */
export function ruleOf(result: ReportResult): SarifRule {
  const { requirement, title, why, level, role } = result;
  const id = plain(requirement);
  const link = result.references.map(({ url }) => safeLink(url)).find((url) => url !== null);
  return {
    id,
    shortDescription: sarifDescription(title, id),
    fullDescription: sarifDescription(why, title || id),
    help: { text: withoutBraces(helpText(result)), markdown: withoutBraces(helpMarkdown(result)) },
    ...(link ? { helpUri: link } : {}),
    defaultConfiguration: { level: levels[level] },
    properties: { tags: ['security', 'mcp', 'oauth', roleName(role)], precision: 'very-high' },
  };
}

const explains = ({ requirement }: ReportResult) => `npx mcp-conformance explain ${plain(requirement)}`;

function helpText(result: ReportResult): string {
  const { fix, why, references } = result;
  return [
    ...(fix === '' ? [] : [`Fix: ${plain(fix)}`]),
    ...(why === '' ? [] : [`Why: ${plain(why)}`]),
    ...references.map(({ title, url }) => plain(`${title} ${url}`)),
    explains(result),
  ].join('\n');
}

function helpMarkdown(result: ReportResult): string {
  const { fix, why, references, level, role } = result;
  return [
    `**${level}** for the ${roleName(role)}`,
    ...(fix === '' ? [] : ['## Fix', markdownText(fix)]),
    ...(why === '' ? [] : ['## Why', markdownText(why)]),
    ...(references.length === 0 ? [] : ['## Specification', references.map(referenceLine).join('\n')]),
    '## More',
    `\`${explains(result)}\``,
  ].join('\n\n');
}

function referenceLine({ title, url }: ReportResult['references'][number]): string {
  const link = safeLink(url);
  return `- ${link === null ? markdownText(`${title} ${url}`) : `[${markdownText(title)}](<${link}>)`}`;
}
