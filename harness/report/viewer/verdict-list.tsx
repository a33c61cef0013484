import { render } from 'preact';
import { flowFinder } from '../flow-of.ts';
import type { Report } from '../schema.ts';
import type { Entry } from './entries.ts';
import { EntryDetails } from './entry-details.tsx';
import type { Target } from './use-address.ts';

/** The verdicts that stand on the page, and what can be done with them. */
export interface VerdictList {
  /** Hides all others, and every heading that has nothing left. */
  readonly show: (anchors: ReadonlySet<string>) => void;
  /** Opens what the reader was sent to, and goes there. */
  readonly arrive: (target: Target | null) => void;
}

/**
 * Takes over the verdicts as they were written. What is inside one is drawn when it is opened: a report has
 * hundreds, and a page that draws them all is slow before anybody looks.
 */
export function takeOver(root: ParentNode, report: Report, entries: ReadonlyMap<string, Entry>): VerdictList {
  const all = [...root.querySelectorAll<HTMLDetailsElement>('details.verdict')];
  const byAnchor = new Map(all.map((details) => [details.id, details]));
  const flowOf = flowFinder(report);
  const drawn = new Set<string>();

  const draw = (anchor: string, openExchange: string | null = null) => {
    const entry = entries.get(anchor);
    const body = byAnchor.get(anchor)?.querySelector('.verdict-body');
    if (!entry || !body) return;
    if (!drawn.has(anchor)) body.replaceChildren();
    drawn.add(anchor);
    const flow = flowOf(entry.shared.result);
    const details = { entry, report, flow, openExchange, interactive: true };
    render(<EntryDetails {...details} />, body);
  };
  for (const details of all) {
    details.addEventListener('toggle', () => details.open && !drawn.has(details.id) && draw(details.id));
    if (details.open) draw(details.id);
  }

  return {
    show: (anchors) => showOnly(root, anchors),
    arrive: (target) => {
      root.querySelector('.arrived')?.classList.remove('arrived');
      const details = target && byAnchor.get(target.anchor);
      if (!details) return;
      details.closest('.entry')?.classList.add('arrived');
      details.open = true;
      details.scrollIntoView({ block: 'start' });
      details.querySelector('summary')?.focus({ preventScroll: true });
      draw(details.id, target.exchange);
    },
  };
}

function showOnly(root: ParentNode, anchors: ReadonlySet<string>): void {
  for (const group of root.querySelectorAll<HTMLElement>('.group')) {
    const entries = [...group.querySelectorAll<HTMLElement>('.entry')];
    for (const entry of entries) entry.hidden = !anchors.has(entry.querySelector('details')?.id ?? '');
    for (const section of group.querySelectorAll<HTMLElement>('.section')) {
      section.hidden = section.querySelector('.entry:not([hidden])') === null;
    }
    const left = entries.filter(({ hidden }) => !hidden).length;
    group.hidden = left === 0;
    const counter = group.querySelector('.group-count');
    if (counter) counter.textContent = left === entries.length ? `${left}` : `${left} of ${entries.length}`;
  }
}
