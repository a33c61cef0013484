import { describe, expect, it } from 'vitest';
import { nameObstacle } from './obstacles.ts';
import { decide, purposeOf } from './page-decision.ts';
import type { PageButton, PageField, Snapshot } from './page-snapshot.ts';

const user = { username: 'ada@example.test', password: 'correct horse' };

function field(hint: string, type = 'text', form: number | null = 0): PageField {
  return { index: 0, hint, type, form };
}

function button(label: string, changes: Partial<PageButton> = {}): PageButton {
  return { index: 0, label, name: '', value: '', submits: true, link: false, form: 0, ...changes };
}

const link = (label: string) => button(label, { link: true, submits: false });

function page(changes: Partial<Snapshot>): Snapshot {
  const empty = { title: '', text: '', alerts: [], complete: true, lively: true };
  return { ...empty, fields: [], buttons: [], frames: [], ...changes };
}

function pressed(snapshot: Snapshot, decision: 'approve' | 'deny' = 'approve', consentButton?: string) {
  const action = decide(snapshot, { user, decision, consentButton });
  if (action.kind === 'press') return action.button.label;
  return action.kind === 'log-in' ? (action.press?.label ?? 'Enter') : action.kind;
}

describe('what the browser driver does with a page', () => {
  it('fills name and password of the same form', () => {
    const fields = [
      field('search', 'text', 0),
      field('email', 'email', 1),
      field('pw', 'password', 1),
      field('phone', 'tel', 2),
    ];
    const action = decide(page({ fields }), { user, decision: 'approve' });
    expect(action).toMatchObject({
      kind: 'log-in',
      fill: [
        { what: 'username', field: { form: 1, hint: 'email' } },
        { what: 'password', field: { form: 1 } },
      ],
    });
  });

  it.each([
    [['Continue with Google', 'Cancel', 'Sign in'], 'Sign in'],
    [['Show password', 'Weiter'], 'Weiter'],
    [['Continue with Google', 'Forgot password?'], 'Enter'],
  ])('of %j on a sign-in page presses %s', (labels, expected) => {
    const fields = [field('user'), field('pw', 'password')];
    expect(pressed(page({ fields, buttons: labels.map((label) => button(label)) }))).toBe(expected);
  });

  it.each([
    [['Deny', 'Allow'], 'Allow', 'Deny'],
    [['Don’t allow', 'Allow access'], 'Allow access', 'Don’t allow'],
    [['Cancel', 'Authorize Acme'], 'Authorize Acme', 'Cancel'],
    [['Sign up', 'Learn more about consent', 'Yes'], 'Yes', 'wait'],
  ])('of %j presses %s to approve and %s to deny', (labels, approve, deny) => {
    const snapshot = page({ buttons: labels.map((label) => button(label)) });
    expect(pressed(snapshot)).toBe(approve);
    expect(pressed(snapshot, 'deny')).toBe(deny);
    expect(purposeOf(snapshot, 200)).toBe('consent');
  });

  it('prefers the button that the definition names, and a button to a link', () => {
    const buttons = [link('Allow all cookies'), button('Allow'), button('Los', { value: 'go' })];
    expect(pressed(page({ buttons }), 'approve', 'Los')).toBe('Los');
    expect(pressed(page({ buttons }))).toBe('Allow');
  });

  it('presses the only button there is, unless it denies', () => {
    expect(pressed(page({ buttons: [button('OK')] }))).toBe('OK');
    expect(pressed(page({ buttons: [button('Cancel')] }))).toBe('wait');
  });

  it("takes the user's own account from a chooser", () => {
    const buttons = [link('bob@example.test'), link('Ada ada@example.test'), link('Use another account')];
    expect(pressed(page({ text: 'Choose an account', buttons }))).toBe('Ada ada@example.test');
    expect(pressed(page({ text: 'Pick an account', buttons: buttons.slice(2) }))).toBe('Use another account');
  });

  it.each([
    [{ fields: [field('code one-time-code')] }, 'a second factor (MFA)'],
    [{ text: 'Open your authenticator app' }, 'a second factor (MFA)'],
    [{ frames: ['https://challenges.cloudflare.com/turnstile/v0'] }, 'a captcha'],
    [{ text: 'We just sent you a link' }, 'an e-mail confirmation'],
    [{ text: 'Use your passkey to continue' }, 'a passkey prompt'],
    [{ text: 'Choose an account to continue' }, 'an account chooser'],
    [{ text: 'Sign in to Acme', fields: [field('user')] }, null],
  ])('names what stands in the way of %j', (changes, expected) => {
    expect(nameObstacle(page(changes))).toBe(expected);
  });

  it('does not take the field of a second factor for a user name', () => {
    const action = decide(page({ fields: [field('account-otp')] }), { user, decision: 'approve' });
    expect(action).toEqual({ kind: 'stuck', reason: 'asks for a second factor (MFA)' });
  });
});
