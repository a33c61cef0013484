/** Makes text off the wire safe to show: a subject must not steer a terminal or reorder what is read. */

/**
 * CSI, OSC and the other escape sequences of ECMA-48, in their seven-bit and eight-bit spellings;
 * one that never ends must not swallow the evidence after it.
 */
const escapeSequences =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])(?:[^\u0007\u001b\u009c\n]{0,2048}(?:\u0007|\u001b\\|\u009c))?|\u001b[ -/]*[0-~]?/g;

/** What shows nothing of itself but changes how other text looks: controls, bidi, zero width, tags. */
const invisible =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const loneSurrogates = /\p{Surrogate}/gu;

const lineBreaks = /\r\n|[\n\u000b\u000c\r\u0085\u2028\u2029]/;

/** The lines of a text without anything that a terminal or a reader would take for more than text. */
export function plainLines(text: string): string[] {
  return text
    .replace(escapeSequences, '')
    .split(lineBreaks)
    .map((line) =>
      line.replaceAll('\t', '  ').replace(invisible, '').replace(loneSurrogates, '\ufffd').trimEnd(),
    );
}

/** The same on one line. */
export function plain(text: string): string {
  return plainLines(text)
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
}
