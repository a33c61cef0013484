import type { BlockLine } from '../failure-block-text.ts';
import { blockLines } from '../failure-block-text.ts';
import type { SharedVerdict } from '../shared-verdicts.ts';
import type { Style } from './ink.ts';
import { verdictStyles } from './ink.ts';
import type { Page } from './page.ts';

const fieldStyles: Readonly<Partial<Record<BlockLine['field'], Style>>> = {
  fact: 'strong',
  excerpt: 'quiet',
  spec: 'quiet',
  rerun: 'quiet',
};

/** A block with its colours. */
export function paintedBlock(shared: SharedVerdict, { width, ink, blockOf }: Page): string[] {
  const block = blockOf(shared);
  const verdictStyle = verdictStyles[block.verdict];
  const styles = { ...fieldStyles, head: verdictStyle, offence: verdictStyle };
  return blockLines(block, width).map(({ field, text }) => {
    const style = styles[field];
    return style ? ink(style, text) : text;
  });
}
