import type { Report } from '../../report/schema.ts';
import { WireText } from '../../report/viewer/components.ts';

/** The JWTs of a flow: for whom they are, whether that is this server, and how long they last. */
export function TokensPanel(props: {
  readonly report: Report;
  readonly scenario: string;
  readonly resourceUrl: string;
}) {
  const prefix = `${props.scenario} `;
  const tokens = Object.entries(props.report.secrets).flatMap(([key, { jwt }]) =>
    jwt && key.startsWith(prefix) ? [{ name: key.slice(prefix.length), claims: jwt.claims }] : [],
  );
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
  const seconds = Math.round(expiry - Date.now() / 1000);
  const time = new Date(expiry * 1000).toISOString().slice(0, 19).replace('T', ' ');
  return seconds > 0 ? `in ${seconds} s (${time} UTC)` : `${-seconds} s ago (${time} UTC)`;
}
