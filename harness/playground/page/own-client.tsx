import { CopyButton } from '../../report/viewer/components.ts';
import type { PlaygroundState, PlaygroundUpdate } from '../contract.ts';

/** Where any client can connect, and what its visit could not show. */
export function OwnClient(props: {
  readonly state: PlaygroundState;
  readonly unseen: NonNullable<PlaygroundUpdate['unseen']>;
  readonly forget: () => void;
}) {
  const { state, unseen, forget } = props;
  if (!state.visit) return null;
  const { url, exchanges } = state.visit;
  const configuration = JSON.stringify(
    { mcpServers: { playground: { command: 'npx', args: ['mcp-remote', url] } } },
    null,
    2,
  );
  return (
    <section class="own-client" aria-label="Bring your own client">
      <h2>Bring your own client</h2>
      <p>Connect any MCP client to this address. It is judged by every rule while it works.</p>
      <p class="address">
        <code>{url}</code> <CopyButton label="Copy" what="the address" text={() => url} />
      </p>
      <details>
        <summary>Configuration for desktop clients</summary>
        <pre>{configuration}</pre>
        <CopyButton label="Copy" what="the configuration" text={() => configuration} />
      </details>
      <p role="status">
        {exchanges === 0
          ? 'Nobody has come yet.'
          : `${exchanges} exchanges so far; the flow is in the list above.`}
      </p>
      {exchanges > 0 ? (
        <button type="button" onClick={forget}>
          Begin a new visit
        </button>
      ) : null}
      {unseen.length > 0 ? (
        <details>
          <summary>{unseen.length} requirements of clients that this visit has not shown</summary>
          <ul class="unseen-list">
            {unseen.map(({ requirement, reason }) => (
              <li key={requirement}>
                <code>{requirement}</code> <span class="quiet">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
