import type { HTMLElement } from 'node-html-parser';
import type { PageField } from './page-snapshot.ts';

/** What a user would read of an element. */
export function textOf(element: HTMLElement): string {
  return element.structuredText.replace(/\s+/g, ' ').trim();
}

/** The fields that can be typed into, with all that says what they are for. */
export function fieldsOf(root: HTMLElement): PageField[] {
  const forms = root.querySelectorAll('form');
  return root
    .querySelectorAll('input')
    .map((input) => ({ input, type: input.getAttribute('type')?.toLowerCase() ?? 'text' }))
    .filter(({ type }) => /^(text|email|tel|password|number|search|url)$/.test(type))
    .map(({ input, type }, index) => {
      const names = ['name', 'id', 'autocomplete', 'placeholder', 'aria-label'];
      const label = labelOf(root, input);
      const form = forms.indexOf(input.closest('form') as HTMLElement);
      return {
        index,
        type,
        hint: [...names.map((name) => input.getAttribute(name)), label && textOf(label)]
          .filter(Boolean)
          .join(' '),
        form: form < 0 ? null : form,
      };
    });
}

function labelOf(root: HTMLElement, input: HTMLElement): HTMLElement | null {
  const id = input.getAttribute('id');
  const named = root.querySelectorAll('label').find((label) => label.getAttribute('for') === id);
  return (id === undefined ? undefined : named) ?? input.closest('label');
}

/** Texts that the page marks as errors. */
export function alertsOf(root: HTMLElement): string[] {
  const marked = '[role=alert], [aria-live=assertive], [class*=error], [id*=error], [class*=alert]';
  const texts = root.querySelectorAll(marked).map(textOf);
  return [...new Set(texts)].filter((text) => text !== '' && text.length < 500).slice(0, 3);
}

/** Sources of frames, those that a script would put into the page included. */
export function framesOf(root: HTMLElement): string[] {
  const sources = root
    .querySelectorAll('iframe[src], script[src]')
    .map((element) => element.getAttribute('src') ?? '');
  const places = root.querySelectorAll('.g-recaptcha, .h-captcha, .cf-turnstile');
  return [...sources, ...places.map((place) => place.getAttribute('class') ?? '')];
}
