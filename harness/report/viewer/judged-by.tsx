import { marksOf } from '../marks.ts';
import { plain } from '../plain-text.ts';
import type { ReportResult } from '../schema.ts';
import { shareVerdicts } from '../shared-verdicts.ts';
import { count } from '../words.ts';
import { VerdictSign } from './verdict-line.tsx';
import { brief } from './visible-text.ts';
import { WireText } from './wire-text.tsx';

export interface JudgedByProps {
  readonly exchange: string;
  readonly results: readonly ReportResult[];
  /** Where a verdict is explained: the address of it, or what goes there. */
  readonly wayTo: (result: ReportResult) => string | (() => void);
}

const worstFirst = ['fail', 'warn', 'inconclusive', 'pass', 'skip'] as const;

/** The verdicts that an exchange decided, or was the control of. */
export function JudgedBy({ exchange, results, wayTo }: JudgedByProps) {
  const verdicts = shareVerdicts(
    results
      .filter(({ control, evidence }) => control === exchange || evidence.includes(exchange))
      .toSorted((a, b) => worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict)),
  );
  if (verdicts.length === 0) return null;
  return (
    <details class="judged-by" open>
      <summary>
        {count(verdicts.length, 'requirement was', 'requirements were')} judged by this exchange
      </summary>
      <ul>
        {verdicts.map(({ result }, index) => (
          <li key={`${result.requirement} ${index}`}>
            <VerdictSign verdict={result.verdict} />
            <Way to={wayTo(result)} text={brief(plain(result.requirement), 120)} />
            <span class="quiet">{marksOf(result).get(exchange)}</span>
            <span class="fact">
              <WireText text={brief(result.title, 200)} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Way({ to, text }: { readonly to: string | (() => void); readonly text: string }) {
  if (typeof to === 'string') {
    return (
      <a href={to}>
        <code>{text}</code>
      </a>
    );
  }
  return (
    <button type="button" class="way" onClick={to}>
      <code>{text}</code>
    </button>
  );
}
