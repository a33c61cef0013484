import type { Verdict } from '../../catalogue/vocabulary.ts';
import type { FailureBlock } from '../failure-block.ts';
import { verdictSigns } from '../words.ts';
import { brief } from './visible-text.ts';
import { WireText } from './wire-text.tsx';

/** What a verdict is called where its sign alone would not do. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
  pass: 'passed',
  fail: 'failed',
  warn: 'warning',
  skip: 'does not apply',
  inconclusive: 'could not be judged',
};

/** The sign of a verdict, and its name for those who hear the page. */
export function VerdictSign({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span class={`sign sign-${verdict}`}>
      <span aria-hidden="true">{verdictSigns[verdict]}</span>
      <span class="unseen">{verdictNames[verdict]}: </span>
    </span>
  );
}

/** A verdict on one line: sign, level, requirement, what happened, and to whom. */
export function VerdictLine({ block }: { readonly block: FailureBlock }) {
  return (
    <span class="verdict-line">
      <VerdictSign verdict={block.verdict} />
      <span class={`level level-${block.level}`}>{block.level}</span>
      <code class="requirement">{brief(block.requirement, 120)}</code>
      <span class="fact">
        <WireText text={brief(block.fact, 400)} />
      </span>
      <span class="party">{brief(block.party.join(' · '), 400)}</span>
    </span>
  );
}
