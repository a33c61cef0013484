import { useState } from 'preact/hooks';
import type { ReportExchange } from '../schema.ts';
import { decodeBody } from './decoded-body.ts';
import { WireText } from './wire-text.tsx';

type Headers = ReportExchange['request']['headers'];
type Body = ReportExchange['request']['body'];

interface Following {
  readonly values?: readonly string[];
}

const mostRows = 200;

/** A table of names and values, repeated names kept. */
export function NamedValues(
  props: Following & { caption: string; rows: readonly (readonly [string, string])[] },
) {
  const { caption, rows, values } = props;
  return (
    <table class="named">
      <caption>{caption}</caption>
      <tbody>
        {rows.slice(0, mostRows).map(([name, value], index) => (
          <tr key={index}>
            <th scope="row">
              <LongText text={name} />
            </th>
            <td>
              <LongText text={value} {...(values ? { values } : {})} />
            </td>
          </tr>
        ))}
        {rows.length > mostRows ? (
          <tr>
            <td colSpan={2}>and {rows.length - mostRows} more</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

/** The headers of a message as they stood on the wire. */
export function HeaderTable({ headers, ...following }: Following & { readonly headers: Headers }) {
  return headers.length === 0 ? null : <NamedValues caption="Headers" rows={headers} {...following} />;
}

/** The body of a message, decoded by its media type. */
export function MessageBody(props: Following & { readonly headers: Headers; readonly body: Body }) {
  const { headers, body, ...following } = props;
  if (!body || (body.text === '' && body.bytes === 0)) return null;
  const decoded = decodeBody(headers, body);
  return (
    <div class="body">
      {decoded.form === 'rows' ? (
        <NamedValues caption="Form" rows={decoded.rows} {...following} />
      ) : (
        <>
          <p class="caption">Body</p>
          <pre>
            <LongText text={decoded.text} {...following} />
          </pre>
        </>
      )}
      {body.truncated ? <p class="quiet">cut when it was recorded; {body.bytes} bytes in all</p> : null}
    </div>
  );
}

/** More than this is shown when it is asked for. */
const shownAtFirst = 4000;

/** A text that is cut until somebody wants all of it. */
export function LongText({ text, ...following }: Following & { readonly text: string }) {
  const [isWhole, setWhole] = useState(false);
  if (isWhole || text.length <= shownAtFirst) return <WireText text={text} {...following} />;
  return (
    <>
      <WireText text={text.slice(0, shownAtFirst)} {...following} />…{' '}
      <button type="button" class="copy" onClick={() => setWhole(true)}>
        show all {text.length.toLocaleString('en')} characters
      </button>
    </>
  );
}
