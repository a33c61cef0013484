import type { PageField, Sight } from './page-snapshot.ts';

const oneTimeCode = /one-time-code|\botp\b|totp|one.?time|verification.?code|\bmfa\b|\b2fa\b|passcode/i;

/** Whether a field is for a second factor. */
export function asksForCode({ hint, type }: Pick<PageField, 'hint' | 'type'>): boolean {
  return type !== 'password' && oneTimeCode.test(hint);
}

const consent = 'a consent page';

/** What stands in a driver's way, told from the words and frames of a page. */
const known: readonly { readonly name: string; readonly holds: (sight: Sight) => boolean }[] = [
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
  { name: consent, holds: isConsent },
];

/** Whether the page asks which account is meant. */
export function isAccountChooser({ text }: Pick<Sight, 'text'>): boolean {
  return /\b(choose|pick|select)\s+(an|your|which)\s+account\b/i.test(text);
}

/** Names what stands in the way of a driver, or `null` where nothing is known to. */
export function nameObstacle(sight: Sight): string | null {
  return known.find(({ holds }) => holds(sight))?.name ?? null;
}

/** What stands in the way and what helps, as a sentence. */
export function explainObstacle(sight: Sight): string | null {
  const name = nameObstacle(sight);
  if (name === null) return null;
  return name === consent
    ? 'It looks like a consent page, with a button that is not recognised: name it in signIn.'
    : `It looks like ${name}, which takes a person.`;
}

/** Whether the page asks to let an application act for the user. */
function isConsent({ text }: Pick<Sight, 'text'>): boolean {
  return /\b(wants?|requests?|requesting|asks?|would like|allow|grant|authori[sz]e)\b.{0,60}\b(access|permissions?|account)\b/i.test(
    text,
  );
}
