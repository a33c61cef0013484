/**
 * Lights every use of a value up, in the flow it belongs to, while one of them is pointed at or focused.
 *
 * Elements with `data-value` are uses; the nearest `data-flow` around them is how far the light reaches,
 * because the same placeholder means something else in another flow. A button with `data-value` keeps the
 * light on when it is pressed.
 */
export function installLights(root: HTMLElement): () => void {
  let lit: Element[] = [];

  const light = (source: Element | null) => {
    for (const element of lit) element.removeAttribute('data-lit');
    lit = source ? usesOf(source) : [];
    for (const element of lit) element.setAttribute('data-lit', '');
  };
  const pressed = () => root.querySelector('button[data-value][aria-pressed="true"]');
  const over = (event: Event) => {
    const source = (event.target as Element).closest?.('[data-value]') ?? pressed();
    if (source || lit.length > 0) light(source);
  };
  const press = (event: Event) => {
    const button = (event.target as Element).closest?.('button[data-value]');
    if (!button) return;
    const before = pressed();
    before?.setAttribute('aria-pressed', 'false');
    if (before !== button) button.setAttribute('aria-pressed', 'true');
    light(before === button ? null : button);
  };

  root.addEventListener('pointerover', over);
  root.addEventListener('focusin', over);
  root.addEventListener('click', press);
  return () => {
    root.removeEventListener('pointerover', over);
    root.removeEventListener('focusin', over);
    root.removeEventListener('click', press);
  };
}

function usesOf(source: Element): Element[] {
  const value = source.getAttribute('data-value') ?? '';
  const reach = source.closest('[data-flow]') ?? source.ownerDocument.body;
  return [...reach.querySelectorAll('[data-value]')].filter(
    (element) => element.getAttribute('data-value') === value,
  );
}
