import { Component } from 'preact';
import type { Report, ReportResult } from '../schema.ts';
import { hashOf } from './address.ts';
import type { Entry, Flow } from './entries.ts';
import { EntryDetails } from './entry-details.tsx';
import type { Target } from './use-address.ts';
import { VerdictLine } from './verdict-line.tsx';

export interface EntryViewProps {
  readonly entry: Entry;
  readonly isShown: boolean;
  readonly startsOpen: boolean;
  /** Set when the reader was sent here. */
  readonly target: Target | null;
  readonly report: Report;
  readonly flowOf: (result: ReportResult) => Flow;
}

interface State {
  /** Whether it has been open, from when on its exchanges are drawn. */
  readonly wasOpen: boolean;
}

/**
 * One verdict that opens. A class, because hundreds of them stay as they are while somebody types into the
 * filter, and because what is not open is not drawn.
 */
export class EntryView extends Component<EntryViewProps, State> {
  override state: State = { wasOpen: this.props.startsOpen };
  #details: HTMLDetailsElement | null = null;

  override componentDidMount(): void {
    this.#arrive(null);
  }

  override componentDidUpdate(before: EntryViewProps): void {
    this.#arrive(before.target);
  }

  override shouldComponentUpdate(next: EntryViewProps, state: State): boolean {
    return (
      next.isShown !== this.props.isShown ||
      next.target !== this.props.target ||
      next.entry !== this.props.entry ||
      state.wasOpen !== this.state.wasOpen
    );
  }

  /** Opens and shows what the reader was sent to. */
  #arrive(before: Target | null): void {
    const { target } = this.props;
    if (!target || target === before || !this.#details) return;
    this.#details.open = true;
    this.#details.scrollIntoView({ block: 'start' });
    this.#details.querySelector('summary')?.focus({ preventScroll: true });
  }

  override render(
    { entry, isShown, startsOpen, target, report, flowOf }: EntryViewProps,
    { wasOpen }: State,
  ) {
    const { anchor, block } = entry;
    return (
      <li hidden={!isShown} class={target ? 'entry arrived' : 'entry'}>
        <details
          id={anchor}
          class={`verdict verdict-${block.verdict}`}
          open={startsOpen}
          ref={(element) => {
            this.#details = element;
          }}
          onToggle={() => this.#details?.open && this.setState({ wasOpen: true })}
        >
          <summary>
            <VerdictLine block={block} />
          </summary>
          <div class="verdict-body">
            <a class="permalink" href={hashOf(anchor)}>
              #<span class="unseen"> link to {anchor}</span>
            </a>
            <EntryDetails
              entry={entry}
              report={report}
              flow={wasOpen ? flowOf(entry.shared.result) : null}
              openExchange={target?.exchange ?? null}
            />
          </div>
        </details>
      </li>
    );
  }
}
