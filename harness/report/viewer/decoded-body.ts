/** Reads a recorded body the way a person would: JSON indented, forms as rows, the rest as text. */
import { mediaType } from '../message-fields.ts';
import type { ReportExchange } from '../schema.ts';

type Headers = ReportExchange['request']['headers'];
type Body = NonNullable<ReportExchange['request']['body']>;

/** A body as it is shown. */
export type DecodedBody =
  | { readonly form: 'rows'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly form: 'text'; readonly text: string };

/** Bigger JSON is not indented, so that a hostile body costs nothing until somebody asks for it. */
const largestIndented = 200_000;

/** Decodes a body by its media type; what does not decode stays as it came. */
export function decodeBody(headers: Headers, body: Body): DecodedBody {
  const type = mediaType(headers);
  if (type === 'application/x-www-form-urlencoded') {
    const rows = [...new URLSearchParams(body.text)];
    if (rows.length > 0) return { form: 'rows', rows };
  }
  return { form: 'text', text: indented(body.text) ?? body.text };
}

/** JSON with its members on lines of their own, or `null` when the text is none. */
function indented(text: string): string | null {
  if (text.length > largestIndented || !/^\s*[{[]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
