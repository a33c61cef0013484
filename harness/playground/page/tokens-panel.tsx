import type { Report } from '../../report/schema.ts';
import { WireText } from '../../report/viewer/components.ts';

/** The JWTs of a flow: for whom they are, whether that is this server, and how long they last. */
export function TokensPanel(props: {
  readonly report: Report;
  readonly scenario: string;
  readonly resourceUrl: string;
}) {
  const { exchanges, secrets } = props.report;
  const own = exchanges.filter(({ scenario }) => scenario === props.scenario);
  const traces = new Set(own.map(({ trace }) => trace));
  const tokens = Object.entries(secrets).flatMap(([key, { jwt }]) => {
    const [trace = ''] = key.split(' ', 1);
    return jwt && traces.has(trace) ? [{ name: key.slice(trace.length + 1), claims: jwt.claims }] : [];
  });
  if (tokens.length === 0) return null;
  return (
    <section class="tokens" aria-label="Tokens">
      <h2>Tokens</h2>
      {tokens.map(({ name, claims }) => (
        <details key={name} open>
          <summary>
            <WireText text={name} />
          </summary>
          <table class="named">
            <tbody>
              <Row name="audience" value={audienceText(claims['aud'], props.resourceUrl)} />
              <Row name="issuer" value={String(claims['iss'] ?? '(absent)')} />
              <Row name="subject" value={String(claims['sub'] ?? '(absent)')} />
              <Row name="scope" value={String(claims['scope'] ?? '(absent)')} />
              <Row name="expires" value={expiryText(claims['exp'])} />
            </tbody>
          </table>
        </details>
      ))}
    </section>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <WireText text={value} />
      </td>
    </tr>
  );
}

/** RFC 8707 §2: the token is for the resource that was asked for. */
function audienceText(audience: unknown, resourceUrl: string): string {
  const all = [audience ?? []].flat().map(String);
  if (all.length === 0) return '(absent)';
  const isThis = all.includes(resourceUrl);
  return `${all.join(', ')} ${isThis ? '✓ this MCP server' : '– not this MCP server'}`;
}

function expiryText(expiry: unknown): string {
  if (typeof expiry !== 'number') return '(absent)';
  const date = new Date(expiry * 1000);
  if (Number.isNaN(date.getTime())) return `${expiry}, which is no time`;
  const seconds = Math.round(expiry - Date.now() / 1000);
  const time = date.toISOString().slice(0, 19).replace('T', ' ');
  return seconds > 0 ? `in ${seconds} s (${time} UTC)` : `${-seconds} s ago (${time} UTC)`;
}
