/** What a user could see and press on a page at one moment; plain data, read in one go. */

export interface PageField {
  readonly index: number;
  readonly type: string;
  /** All that says what it is for: name, id, autocomplete, placeholder and label. */
  readonly hint: string;
  readonly form: number | null;
}

export interface PageButton {
  readonly index: number;
  /** What the user reads on it. */
  readonly label: string;
  readonly name: string;
  readonly value: string;
  /** Whether it submits its form, as opposed to a link or a button with a script. */
  readonly submits: boolean;
  readonly link: boolean;
  readonly form: number | null;
}

export interface Snapshot {
  readonly title: string;
  readonly text: string;
  /** Texts that the page marks as errors. */
  readonly alerts: readonly string[];
  readonly complete: boolean;
  /** Whether more may come by itself: scripts or a refresh. */
  readonly lively: boolean;
  readonly fields: readonly PageField[];
  readonly buttons: readonly PageButton[];
  /** Sources of frames large enough to be read. */
  readonly frames: readonly string[];
}

/** What can be told of a page to somebody who is not there. */
export type Sight = Pick<Snapshot, 'title' | 'text' | 'alerts' | 'fields' | 'frames'>;

/** A snapshot together with the elements that its indexes mean; lives in the page. */
export interface LiveSnapshot {
  readonly snapshot: Snapshot;
  readonly elements: readonly Element[];
}

/**
 * Reads the page that it runs in. It is sent to the browser as text, so it must stand on its own:
 * whatever it needs is inside it.
 */
export function takeSnapshot(): LiveSnapshot {
  const limit = 300;
  const elements: Element[] = [];
  const clean = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  // The text as rendered: what is hidden is not shown to a user either.
  // biome-ignore lint/performance/useDomNodeTextContent: rendered text is what is wanted
  const read = (element: Element | null) => clean((element as HTMLElement | null)?.innerText);
  const find = (root: Document | ShadowRoot, selector: string): Element[] => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].slice(0, 5000).flatMap((element) => {
      return element.shadowRoot ? find(element.shadowRoot, selector) : [];
    }),
  ];
  const isShown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return (
      width > 1 &&
      height > 1 &&
      element.closest('[aria-hidden=true], [inert]') === null &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  };
  const isUsable = (element: Element) =>
    isShown(element) && !element.matches(':disabled, [aria-disabled=true], [readonly]');
  const forms = find(document, 'form');
  const formOf = (element: Element) => {
    const index = forms.indexOf(element.closest('form') ?? document.documentElement);
    return index < 0 ? null : index;
  };
  const attribute = (element: Element, name: string) => element.getAttribute(name) ?? '';
  const labelOf = (element: Element) => {
    const { labels } = element as HTMLInputElement;
    return clean([...(labels ?? [])].map((label) => label.textContent).join(' '));
  };
  const fieldTypes = /^(text|email|tel|password|number|search|url)$/;
  const fields = find(document, 'input')
    .filter((element) => fieldTypes.test((element as HTMLInputElement).type) && isUsable(element))
    .slice(0, limit)
    .map((element) => ({
      index: elements.push(element) - 1,
      type: (element as HTMLInputElement).type,
      hint: [
        ...['name', 'id', 'autocomplete', 'placeholder', 'aria-label'].map((name) =>
          attribute(element, name),
        ),
        labelOf(element),
      ]
        .filter((part) => part !== '')
        .join(' '),
      form: formOf(element),
    }));
  const pressable =
    'button, input[type=submit], input[type=button], input[type=image], [role=button], a[href]';
  const buttons = find(document, pressable)
    .filter((element) => isUsable(element) && !element.matches('[type=reset]'))
    .slice(0, limit)
    .map((element) => ({
      index: elements.push(element) - 1,
      label: (
        read(element) ||
        attribute(element, 'aria-label') ||
        attribute(element, 'value') ||
        attribute(element, 'title')
      ).slice(0, 200),
      name: attribute(element, 'name'),
      value: element.matches('a') ? '' : attribute(element, 'value'),
      submits: element.matches('button:not([type=button]), input[type=submit], input[type=image]'),
      link: element.matches('a'),
      form: formOf(element),
    }));
  const alerts = find(
    document,
    '[role=alert], [aria-live=assertive], [class*=error i], [id*=error i], [class*=invalid i], [class*=alert i]',
  )
    .filter(isShown)
    .map((element) => read(element))
    .filter((text, index, all) => text !== '' && text.length < 500 && all.indexOf(text) === index);
  const frames = find(document, 'iframe[src]').filter((frame) => {
    const { width, height } = frame.getBoundingClientRect();
    return isShown(frame) && width >= 200 && height >= 50;
  });
  const snapshot = {
    title: clean(document.title).slice(0, 200),
    text: read(document.body).slice(0, 20_000),
    alerts: alerts.slice(0, 3),
    complete: document.readyState === 'complete',
    lively: document.querySelector('script, meta[http-equiv=refresh i]') !== null,
    fields,
    buttons,
    frames: frames.map((frame) => (frame as HTMLIFrameElement).src).slice(0, 20),
  };
  return { snapshot, elements };
}
