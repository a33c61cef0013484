/** Reads a recorded body the way a person would: JSON indented, forms as rows, the rest as text. */
import { mediaType } from '../message-fields.ts';
import type { ReportExchange } from '../schema.ts';

type Headers = ReportExchange['request']['headers'];
type Body = NonNullable<ReportExchange['request']['body']>;

/** A body as it is shown. */
export type DecodedBody =
  | { readonly form: 'rows'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly form: 'text'; readonly text: string };

/** A form of more fields is no form that a person reads. */
const mostRows = 200;

/** A longer body is shown as it came, so that a hostile one costs nothing until somebody asks for it. */
const longestDecoded = 200_000;

/** Decodes a body by its media type; what does not decode stays as it came. */
export function decodeBody(headers: Headers, body: Body): DecodedBody {
  const type = mediaType(headers);
  if (type === 'application/x-www-form-urlencoded' && body.text.length <= longestDecoded) {
    const rows = [...new URLSearchParams(body.text)];
    if (rows.length > 0 && rows.length <= mostRows) return { form: 'rows', rows };
  }
  return { form: 'text', text: indented(body.text) ?? body.text };
}

/** JSON with its members on lines of their own, or `null` when the text is none. */
function indented(text: string): string | null {
  if (text.length > longestDecoded || !/^\s*[{[]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
