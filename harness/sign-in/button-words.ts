/** What buttons of sign-in and consent pages say, in one place for all drivers. */

export const approval = /\b(allow|approve|accept|authori[sz]e|agree|consent|grant|continue|confirm|yes)\b/i;
export const denial = /\b(deny|denied|cancel|reject|abort|decline|refuse|disallow|no)\b/i;

/** Whether a button's label or value has one of the words. */
export function looksLike(
  button: { readonly label: string; readonly value: string },
  pattern: RegExp,
): boolean {
  return pattern.test(button.label) || pattern.test(button.value);
}
