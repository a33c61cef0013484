import type { User } from '../define/provider.ts';
import { approval, denial, looksLike } from './button-words.ts';
import { asksForCode, isAccountChooser } from './obstacles.ts';
import type { PageButton, PageField, Snapshot } from './page-snapshot.ts';

/** What to do with a page. */
export type Action =
  | { readonly kind: 'log-in'; readonly fill: readonly Filling[]; readonly press: PageButton | null }
  | { readonly kind: 'press'; readonly button: PageButton }
  /** Nothing is recognised, which may change where scripts are at work. */
  | { readonly kind: 'wait' }
  /** Waiting will not help, but a person might. */
  | { readonly kind: 'stuck'; readonly reason: string };

export interface Filling {
  readonly field: PageField;
  readonly what: 'username' | 'password';
}

export interface Intent {
  readonly user: User<string> | null;
  readonly decision: 'approve' | 'deny';
  /** Text of the button that grants consent, where the words would not tell. */
  readonly consentButton?: string | undefined;
}

const signInWords = /\b(sign.?in|log.?in|log.?on|continue|next|submit|verify|proceed|go)\b/i;
const refusal = /\b(don.t|do not|not now)\b/i;
const social = /\b(with|via|using)\s+\S+/i;
const elsewhere =
  /\b(forgot|create|register|sign.?up|learn more|terms|privacy|help|show|hide|don.t|do not|not|never)\b/i;

/** Decides by what is seen; pure, so that the words can be tested without a browser. */
export function decide(snapshot: Snapshot, intent: Intent): Action {
  const login = loginFields(snapshot);
  if (login.length > 0) return logIn(snapshot, login, intent);
  if (snapshot.fields.some(asksForCode)) return { kind: 'stuck', reason: 'asks for a second factor (MFA)' };
  const account = isAccountChooser(snapshot) ? accountButton(snapshot, intent) : undefined;
  const button = account ?? consentButton(snapshot, intent);
  return button ? { kind: 'press', button } : { kind: 'wait' };
}

/** What a page is for, in the words that scenarios know. */
export function purposeOf(snapshot: Snapshot, status: number): 'login' | 'consent' | 'error' | 'other' {
  if (loginFields(snapshot).length > 0) return 'login';
  if (status >= 400) return 'error';
  const asks = (pattern: RegExp) => findButton(snapshot, pattern) !== undefined;
  return asks(approval) || snapshot.buttons.some(({ submits }) => submits) ? 'consent' : 'other';
}

/** The fields for a user's name and password, as far as the page shows them. */
export function loginFields({ fields }: Pick<Snapshot, 'fields'>): Filling[] {
  const password = fields.find(({ type }) => type === 'password');
  const near = password ? fields.filter(({ form }) => form === password.form) : fields;
  const writable = near.filter((field) => /^(text|email|tel)$/.test(field.type) && !asksForCode(field));
  const named = writable.find(
    ({ hint, type }) => type === 'email' || /user|login|mail|identifier|account|phone/i.test(hint),
  );
  const username = named ?? (password ? writable[0] : undefined);
  return [
    ...(username ? [{ field: username, what: 'username' as const }] : []),
    ...(password ? [{ field: password, what: 'password' as const }] : []),
  ];
}

function logIn(snapshot: Snapshot, fill: readonly Filling[], { user }: Intent): Action {
  if (!user) return { kind: 'stuck', reason: 'asks for a user, and the provider definition names none' };
  const form = fill[0]?.field.form ?? null;
  const candidates = snapshot.buttons.filter(
    (button) =>
      button.form === form &&
      !button.link &&
      !looksLike(button, denial) &&
      !social.test(button.label) &&
      !elsewhere.test(button.label),
  );
  const submitting = candidates.filter(({ submits }) => submits);
  const press =
    submitting.find((button) => looksLike(button, signInWords)) ??
    submitting[0] ??
    candidates.find((button) => looksLike(button, signInWords)) ??
    null;
  return { kind: 'log-in', fill, press };
}

function accountButton(snapshot: Snapshot, { user }: Intent): PageButton | undefined {
  const own = snapshot.buttons.find(({ label }) => user && label.includes(user.username));
  return own ?? snapshot.buttons.find(({ label }) => /\banother account\b/i.test(label));
}

function consentButton(snapshot: Snapshot, intent: Intent): PageButton | undefined {
  if (intent.decision === 'deny') return findButton(snapshot, denial) ?? findButton(snapshot, refusal);
  const hint = intent.consentButton;
  const named = hint
    ? snapshot.buttons.find(
        ({ label, name, value }) => label === hint || value === hint || `${name}=${value}` === hint,
      )
    : undefined;
  const submitting = snapshot.buttons.filter(({ submits }) => submits);
  const only =
    submitting.length === 1 && !looksLike(submitting[0] as PageButton, denial) ? submitting[0] : undefined;
  return named ?? findButton(snapshot, approval) ?? only;
}

/** The button with one of the words, or a link with one where there is no such button. */
function findButton({ buttons }: Snapshot, pattern: RegExp): PageButton | undefined {
  const approving = pattern === approval;
  const fitting = buttons.filter(
    (button) =>
      looksLike(button, pattern) &&
      !(
        approving &&
        (elsewhere.test(button.label) || social.test(button.label) || looksLike(button, denial))
      ),
  );
  return fitting.find(({ link }) => !link) ?? fitting.find(({ label }) => label.length < 60);
}
