import type { TravellingValue } from '../travelling-values.ts';
import { count } from '../words.ts';
import { visible } from './visible-text.ts';

/**
 * The values that occur in more than one exchange, each as a button that lights up its uses. Cookies go
 * everywhere and are left to the pointer.
 */
export function ValueLegend({ values }: { readonly values: readonly TravellingValue[] }) {
  const travelling = values.filter(({ name, uses }) => uses.length > 1 && !name.startsWith('cookie'));
  if (travelling.length === 0) return null;
  return (
    <div class="legend">
      <span class="legend-title">Follow</span>
      <ul>
        {travelling.map(({ text, name, uses }) => (
          <li key={text}>
            <button type="button" class="value" data-value={text} aria-pressed="false">
              {visible(name === text.slice(1, -1) ? name : `${name} ${text.slice(0, 6)}…`)}{' '}
              <span class="quiet">×{uses.length}</span>
              <span class="unseen">, in {count(uses.length, 'exchange')}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
