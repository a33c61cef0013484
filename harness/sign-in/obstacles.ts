import type { PageField, Snapshot } from './page-snapshot.ts';

const oneTimeCode = /one-time-code|\botp\b|totp|one.?time|verification.?code|\bmfa\b|\b2fa\b|passcode/i;

/** Whether a field is for a second factor. */
export function asksForCode({ hint, type }: PageField): boolean {
  return type !== 'password' && oneTimeCode.test(hint);
}

/** What only a person can get past, told from the words and frames of a page. */
const known: readonly { readonly name: string; readonly holds: (snapshot: Snapshot) => boolean }[] = [
  {
    name: 'a captcha',
    holds: ({ frames, text }) =>
      frames.some((url) =>
        /recaptcha|hcaptcha|turnstile|challenges\.cloudflare|arkoselabs|captcha/i.test(url),
      ) ||
      /\b(i'?m not a robot|verify (that )?you are (a )?human|are you human|enter the characters)\b/i.test(
        text,
      ),
  },
  {
    name: 'a second factor (MFA)',
    holds: ({ fields, text }) =>
      fields.some(asksForCode) ||
      /\b(two|2|multi)-?( )?(factor|step)\b|authenticator app|\bverification code\b|\bone-time (code|password)\b/i.test(
        text,
      ),
  },
  {
    name: 'an e-mail confirmation',
    holds: ({ text }) =>
      /\b(check your (e-?mail|inbox)|verify your e-?mail|we(['’]ve)? (just )?sent you)\b/i.test(text),
  },
  {
    name: 'a passkey prompt',
    holds: ({ text, fields }) => fields.length === 0 && /\b(passkey|security key)\b/i.test(text),
  },
  { name: 'an account chooser', holds: isAccountChooser },
];

/** Whether the page asks which account is meant. */
export function isAccountChooser({ text }: Pick<Snapshot, 'text'>): boolean {
  return /\b(choose|pick|select)\s+(an|your|which)\s+account\b/i.test(text);
}

/** Names what stands in the way of a driver, or `null` where nothing is known to. */
export function nameObstacle(snapshot: Snapshot): string | null {
  return known.find(({ holds }) => holds(snapshot))?.name ?? null;
}
