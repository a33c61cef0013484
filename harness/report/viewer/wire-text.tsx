import { wireParts } from '../travelling-values.ts';
import { visible } from './visible-text.ts';

export interface WireTextProps {
  readonly text: string;
  /** Values besides placeholders that can be followed through the flow. */
  readonly values?: readonly string[];
}

/** Text off the wire: nothing in it is markup, nothing hides, and values that travel can be lit up. */
export function WireText({ text, values }: WireTextProps) {
  return (
    <bdi>
      {wireParts(text, values).map((part) =>
        typeof part === 'string' ? (
          visible(part)
        ) : (
          <span class="value" data-value={part.value}>
            {visible(part.value)}
          </span>
        ),
      )}
    </bdi>
  );
}
