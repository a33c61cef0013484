/** A block as plain lines of at most 100 columns. */
import { layOutRows } from './exchange-rows.ts';
import type { FailureBlock } from './failure-block.ts';
import { verdictSigns } from './words.ts';
import { displayWidth, hang, padRight, wrap } from './wrap.ts';

/** One line of a block, with the field it belongs to so that a reporter can colour it. */
export interface BlockLine {
  readonly field:
    | 'head'
    | 'fact'
    | 'blank'
    | 'control'
    | 'offence'
    | 'evidence'
    | 'excerpt'
    | 'expected'
    | 'actual'
    | 'why'
    | 'spec'
    | 'fix'
    | 'rerun';
  readonly text: string;
}

/** Columns that no line of prose goes beyond. */
export const widestBlock = 100;

const indent = ' '.repeat(8);
const labelWidth = 9;
/** Where the party begins on the first line, unless the requirement is longer. */
const partyColumn = 42;
/** More evidence than this is named by its ids. */
const shownRows = 5;
const shownExcerptLines = 12;

/** The block as one text. */
export function blockText(block: FailureBlock, width = widestBlock): string {
  return blockLines(block, width)
    .map(({ text }) => text)
    .join('\n');
}

/** The block line by line. */
export function blockLines(block: FailureBlock, width = widestBlock): BlockLine[] {
  return [
    ...headLines(block, width),
    ...(block.fact === '' ? [] : prose('fact', indent, block.fact, width)),
    { field: 'blank', text: '' },
    ...exchangeLines(block, width),
    ...excerptLines(block, width),
    ...labelled('expected', block.expected, width),
    ...labelled('actual', block.actual, width),
    ...labelled('why', block.why, width),
    ...specLines(block, width),
    ...labelled('fix', block.fix, width),
    ...(block.rerun === '' ? [] : [{ field: 'rerun' as const, text: lead('rerun') + block.rerun }]),
  ];
}

function headLines({ verdict, level, requirement, party }: FailureBlock, width: number): BlockLine[] {
  const start = `${verdictSigns[verdict]} ${level}  ${requirement}`;
  const context = party.join(' · ');
  for (const column of [partyColumn, 0]) {
    const text = `${padRight(start, column - 2)}  ${context}`;
    if (displayWidth(text) <= width) return [{ field: 'head', text }];
  }
  return [{ field: 'head', text: start }, ...prose('head', indent, context, width)];
}

function exchangeLines({ exchanges }: FailureBlock, width: number): BlockLine[] {
  const shown = exchanges.slice(0, shownRows);
  const left = exchanges.slice(shownRows).map(({ id }) => id);
  const rows = layOutRows(shown, width - indent.length - labelWidth);
  return [
    ...shown.flatMap(({ part }, index) => {
      const mark = part === 'offence' ? `${indent.slice(2)}▸ ` : indent;
      return (rows[index] ?? []).map((text, line) => ({
        field: part,
        text: (line === 0 ? mark + padRight(part, labelWidth) : lead('')) + text,
      }));
    }),
    ...(left.length > 0 ? labelled('evidence', `and ${left.join(', ')}`, width) : []),
  ];
}

function excerptLines({ excerpt }: FailureBlock, width: number): BlockLine[] {
  const lines = excerpt.flatMap((line) => {
    const depth = /^ */.exec(line)?.[0].slice(0, 16) ?? '';
    return wrap(line, width - indent.length - labelWidth - depth.length).map((part) => depth + part);
  });
  const left = lines.length - shownExcerptLines;
  const shown = left > 0 ? [...lines.slice(0, shownExcerptLines), `… ${left} more lines`] : lines;
  return shown.map((line) => ({ field: 'excerpt', text: lead('') + line }));
}

function specLines({ spec }: FailureBlock, width: number): BlockLine[] {
  return spec.flatMap(({ title, url }, index): BlockLine[] => {
    const start = lead(index === 0 ? 'spec' : '');
    const line = `${start}${title}  ${url}`;
    if (displayWidth(line) <= width) return [{ field: 'spec', text: line }];
    return [...prose('spec', start, title, width), { field: 'spec', text: lead('') + url }];
  });
}

const lead = (label: string) => indent + padRight(label, labelWidth);

function labelled(field: 'expected' | 'actual' | 'why' | 'fix' | 'evidence', text: string, width: number) {
  return text === '' ? [] : prose(field, lead(field), text, width);
}

function prose(field: BlockLine['field'], start: string, text: string, width: number): BlockLine[] {
  return hang(start, text, width).map((line) => ({ field, text: line }));
}
