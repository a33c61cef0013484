/** Writes a verdict as Markdown for an issue: the block, then the exchanges that prove it. */
import type { FailureBlock } from './failure-block.ts';
import { blockText } from './failure-block-text.ts';
import { markdownCode } from './markdown-text.ts';
import { plain, plainLines } from './plain-text.ts';
import type { ReportExchange } from './schema.ts';

const longestBody = 4000;

/** The block and its exchanges; nothing of it can end the code it stands in. */
export function markdownBlock(block: FailureBlock, exchanges: readonly ReportExchange[] = []): string {
  return [
    `### ${block.level} ${markdownCode(block.requirement)}`,
    '',
    fenced(blockText(block), 'text'),
    ...exchanges.flatMap((exchange) => ['', exchangeDetails(exchange)]),
    '',
  ].join('\n');
}

/** An exchange, folded up. */
export function exchangeDetails(exchange: ReportExchange): string {
  return [
    '<details>',
    `<summary>${exchange.id.replaceAll(/[^\w.-]/g, '')}: the exchange</summary>`,
    '',
    fenced(exchangeText(exchange), 'http'),
    '',
    '</details>',
  ].join('\n');
}

/** Text in a code block whose fence is longer than any in the text. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A request and its response as plain text. */
export function exchangeText({ request, response, failure, note }: ReportExchange): string {
  const answer = response
    ? [String(response.status), ...headerLines(response.headers), ...bodyLines(response.body)]
    : [`no answer${failure ? `: ${plain(failure.message)}` : ''}`];
  return [
    ...(note === '' ? [] : [`# ${plain(note)}`]),
    `${plain(request.method)} ${plain(request.url)}`,
    ...headerLines(request.headers),
    ...bodyLines(request.body),
    '',
    ...answer,
  ].join('\n');
}

function headerLines(headers: ReportExchange['request']['headers']): string[] {
  return headers.map(([name, value]) => `${plain(name)}: ${plain(value)}`);
}

function bodyLines(body: ReportExchange['request']['body']): string[] {
  if (!body || body.text === '') return [];
  const text = body.text.slice(0, longestBody);
  const cut = body.truncated || text.length < body.text.length ? [`… ${body.bytes} bytes in all`] : [];
  return ['', ...plainLines(text), ...cut];
}
