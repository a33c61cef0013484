import type { Report } from '../schema.ts';
import { count } from '../words.ts';
import { VerdictSign } from './verdict-line.tsx';

/** How many of each verdict there are; every number leads to those it counts. */
export function Counts({ report }: { readonly report: Report }) {
  const { fail, causes, warn, inconclusive, baselined, pass, skip } = report.summary;
  const failed = fail > 0 && causes < fail ? `failed, ${count(causes, 'cause')}` : 'failed';
  const all = [
    { verdict: 'fail', number: fail, words: failed, group: 'failed' },
    { verdict: 'inconclusive', number: inconclusive, words: 'could not be judged', group: 'inconclusive' },
    { verdict: 'warn', number: warn, words: warn === 1 ? 'warning' : 'warnings', group: 'warnings' },
    { verdict: 'pass', number: pass, words: 'passed', group: 'passed' },
    {
      verdict: 'skip',
      number: skip,
      words: skip === 1 ? 'does not apply' : 'do not apply',
      group: 'skipped',
    },
  ] as const;
  return (
    <>
      <ul class="counts" aria-label="Counts">
        {all.map(({ verdict, number, words, group }) => (
          <li key={verdict} class={number === 0 ? 'count none' : `count count-${verdict}`}>
            <VerdictSign verdict={verdict} /> <b>{number}</b>{' '}
            {number > 0 ? <a href={`#${group}`}>{words}</a> : words}
          </li>
        ))}
        {baselined > 0 ? (
          <li class="count">
            <b>{baselined}</b> <a href="#baseline">in the baseline</a>
          </li>
        ) : null}
      </ul>
      <Bar parts={all} />
    </>
  );
}

interface BarPart {
  readonly verdict: string;
  readonly number: number;
}

/** The counts as one line; it says nothing that the numbers do not. */
function Bar({ parts }: { readonly parts: readonly BarPart[] }) {
  const total = parts.reduce((sum, { number }) => sum + number, 0);
  let start = 0;
  const pieces = parts.map(({ verdict, number }) => {
    const x = start;
    const width = total === 0 ? 0 : (number / total) * 100;
    start += width;
    return { verdict, x, width };
  });
  return (
    <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      {pieces.map(({ verdict, x, width }) => (
        <rect key={verdict} class={`bar-${verdict}`} x={x} y={0} width={width} height={1} />
      ))}
    </svg>
  );
}
