import { type HTMLElement, parse } from 'node-html-parser';
import type { Page } from '../define/provider-probe.ts';
import type { Reply } from '../trace/http.ts';
import { asksForCode } from './obstacles.ts';
import type { Sight } from './page-snapshot.ts';
import { alertsOf, fieldsOf, framesOf, textOf } from './static-sight.ts';

/** A form of a page, ready to be filled. */
export interface PageForm {
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly fields: readonly FormField[];
  readonly buttons: readonly FormButton[];
}

export interface FormField {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly checked: boolean;
}

export interface FormButton {
  readonly name: string;
  readonly value: string;
  /** What the user reads on it. */
  readonly label: string;
  readonly action: string | null;
}

export interface ReadPage {
  readonly page: Page;
  readonly forms: readonly PageForm[];
  readonly links: readonly { href: string; label: string }[];
  /** Target of a meta refresh, resolved, or `null`. */
  readonly refresh: string | null;
  /** Whether the page has scripts that may draw what the HTML lacks. */
  readonly scripted: boolean;
  /** What there is to see on it, for saying where a trip ended. */
  readonly sight: Sight;
}

/** Reads an HTML page as a user would see it. */
export function readPage(reply: Reply, url: string): ReadPage {
  const root = parse(reply.text, { comment: false });
  const forms = root.querySelectorAll('form').map((form) => readForm(form, url));
  const scripted = root.querySelector('script') !== null;
  const refresh = metaRefresh(root, url);
  const title = root.querySelector('title')?.textContent.trim() ?? '';
  const frames = framesOf(root);
  for (const hidden of root.querySelectorAll('script, style, template, noscript, title')) hidden.remove();
  const text = textOf(root)
    .replace(/^<!doctype[^>]*>/i, '')
    .trim();
  return {
    page: { reply, title, text, purpose: purposeOf(reply, forms) },
    forms,
    links: root.querySelectorAll('a[href]').map((link) => ({
      href: resolve(link.getAttribute('href') ?? '', url),
      label: link.textContent.trim(),
    })),
    refresh,
    scripted,
    sight: { title, text, alerts: alertsOf(root), fields: fieldsOf(root), frames },
  };
}

function purposeOf(reply: Reply, forms: readonly PageForm[]): Page['purpose'] {
  if (forms.some(isLogin)) return 'login';
  if (reply.status >= 400) return 'error';
  return forms.some(({ buttons }) => buttons.length > 0) ? 'consent' : 'other';
}

/** Whether a form asks for a password, or for a name first. */
export function isLogin(form: PageForm): boolean {
  return form.fields.some(({ type }) => type === 'password') || usernameField(form) !== undefined;
}

/** The field for the user's name, judged by type and name. */
export function usernameField(form: PageForm): FormField | undefined {
  const writable = form.fields.filter(
    ({ name, type }) => /^(text|email|tel)$/.test(type) && !asksForCode({ hint: name, type }),
  );
  const named = writable.find(
    ({ name, type }) => type === 'email' || /user|login|mail|identifier|account/i.test(name),
  );
  const withPassword = form.fields.some(({ type }) => type === 'password');
  return named ?? (withPassword ? writable[0] : undefined);
}

function readForm(form: HTMLElement, url: string): PageForm {
  const action = form.getAttribute('action');
  const inputs = form.querySelectorAll('input, textarea, select');
  const pressable = form.querySelectorAll('button, input[type=submit], input[type=image]');
  return {
    action: action ? resolve(action, url) : url,
    method: form.getAttribute('method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
    fields: inputs
      .map(readField)
      .filter(({ name, type }) => name !== '' && !/^(submit|image|button|reset)$/.test(type)),
    buttons: pressable
      .filter((button) => !/^(button|reset)$/i.test(button.getAttribute('type') ?? ''))
      .map((button) => ({
        name: button.getAttribute('name') ?? '',
        value: button.getAttribute('value') ?? '',
        label: (button.textContent.trim() || button.getAttribute('value')) ?? '',
        action: button.getAttribute('formaction')
          ? resolve(button.getAttribute('formaction') ?? '', url)
          : null,
      })),
  };
}

function readField(input: HTMLElement): FormField {
  return {
    name: input.getAttribute('name') ?? '',
    type: (
      input.getAttribute('type') ?? (input.rawTagName === 'textarea' ? 'textarea' : 'text')
    ).toLowerCase(),
    value: input.getAttribute('value') ?? '',
    checked: input.hasAttribute('checked'),
  };
}

function metaRefresh(root: HTMLElement, url: string): string | null {
  const metas = root.querySelectorAll('meta');
  const meta = metas.find((element) => element.getAttribute('http-equiv')?.toLowerCase() === 'refresh');
  const target = /url\s*=\s*['"]?([^'"]+)/i.exec(meta?.getAttribute('content') ?? '')?.[1];
  return target ? resolve(target.trim(), url) : null;
}

function resolve(reference: string, base: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return reference;
  return URL.canParse(reference, base) ? new URL(reference, base).href : reference;
}
