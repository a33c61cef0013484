import { shorten } from '../wrap.ts';

/** What shows nothing of itself but changes how other text looks: controls, bidi, zero width, tags. */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** Spells out what cannot be seen, so that evidence is shown as it came and still cannot disguise itself. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A link target that a reader may be sent to, or `null`: nothing but http and https. */
export function safeLink(url: string): string | null {
  return /^https?:\/\/[^\s"<>]+$/i.test(url) ? url : null;
}

/** A text that may be of any length, for a place that has room for so many columns. */
export function brief(text: string, width: number): string {
  return text.length <= width ? text : shorten(text.slice(0, width * 4), width);
}
