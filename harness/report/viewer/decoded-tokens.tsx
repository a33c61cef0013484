import type { Report, ReportExchange } from '../schema.ts';
import { travellingValues } from '../travelling-values.ts';
import { LongText } from './message-parts.tsx';
import { WireText } from './wire-text.tsx';

/** Claims that are seconds since 1970 (RFC 7519 §4.1). */
const times = new Set(['iat', 'exp', 'nbf', 'auth_time', 'updated_at']);

export interface DecodedTokensProps {
  readonly exchange: ReportExchange;
  readonly secrets: Report['secrets'];
}

/** What the JWTs of an exchange say; the tokens themselves were never kept. */
export function DecodedTokens({ exchange, secrets }: DecodedTokensProps) {
  const tokens = travellingValues([exchange]).flatMap(({ text }) => {
    const facts = secrets[`${exchange.trace} ${text}`];
    return facts?.jwt ? [{ text, jwt: facts.jwt }] : [];
  });
  return (
    <>
      {tokens.map(({ text, jwt }) => (
        <details class="token" key={text}>
          <summary>
            <WireText text={text} /> decoded
          </summary>
          <Members caption="Header" members={jwt.header} />
          <Members caption="Claims" members={jwt.claims} />
        </details>
      ))}
    </>
  );
}

function Members(props: { readonly caption: string; readonly members: Readonly<Record<string, unknown>> }) {
  return (
    <table class="named">
      <caption>{props.caption}</caption>
      <tbody>
        {Object.entries(props.members).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <WireText text={name} />
            </th>
            <td>
              <LongText text={typeof value === 'string' ? value : (JSON.stringify(value) ?? '')} />
              {times.has(name) ? <span class="quiet"> {timeText(value)}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function timeText(value: unknown): string {
  const time = new Date(Number(value) * 1000);
  return typeof value !== 'number' || Number.isNaN(time.getTime())
    ? ''
    : time.toISOString().replace('T', ' ').replace('.000Z', ' UTC');
}
