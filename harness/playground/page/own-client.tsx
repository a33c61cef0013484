import { CopyButton } from '../../report/viewer/components.ts';
import type { PlaygroundState, VisitView } from '../contract.ts';
import { UnseenList } from './unseen-list.tsx';
import { VisitLine } from './visit-line.tsx';

export interface OwnClientProps {
  readonly state: PlaygroundState;
  /** Newest first. */
  readonly visits: readonly VisitView[];
  /** The visit whose flow is shown, if it is one. */
  readonly shown: VisitView | null;
  readonly show: (visit: VisitView) => void;
  readonly setStage: (faults: readonly string[]) => void;
  readonly forget: () => void;
}

/** Where any client can connect, who came, and what it takes to see more of it. */
export function OwnClient({ state, visits, shown, show, setStage, forget }: OwnClientProps) {
  if (!state.visit) return null;
  const { url, users, ca } = state.visit;
  const configuration = JSON.stringify(
    { mcpServers: { playground: { command: 'npx', args: ['mcp-remote', url] } } },
    null,
    2,
  );
  const stage = state.setup.faults.filter((id) => !id.startsWith('client.'));
  const visit = shown ?? visits[0];
  return (
    <section class="own-client" aria-label="Bring your own client">
      <h2>Bring your own client</h2>
      <p>
        Connect any MCP client to this address. It is judged while it works: by every rule, and by what the
        faults that are on make it show.
      </p>
      <p class="address">
        <code>{url}</code> <CopyButton label="Copy" what="the address" text={() => url} />
      </p>
      <details>
        <summary>Configuration for desktop clients</summary>
        <pre>{configuration}</pre>
        <CopyButton label="Copy" what="the configuration" text={() => configuration} />
      </details>
      {ca ? (
        <p>
          The authorization server has a certificate of its own:{' '}
          <CopyButton label="Copy" what="the certificate" text={() => ca} />
          it to a file, and let <code>NODE_EXTRA_CA_CERTS</code> of the client name that.
        </p>
      ) : null}
      {users.length > 0 ? (
        <details>
          <summary>Who can sign in</summary>
          <ul class="users">
            {users.map(({ username, password }) => (
              <li key={username}>
                <code>{username}</code> with <code>{password}</code>
              </li>
            ))}
          </ul>
          <p class="quiet">A program without a browser is signed in as the first of them.</p>
        </details>
      ) : null}
      {stage.length > 0 ? (
        <p class="stage">
          Faults that are on: <code>{stage.join(', ')}</code>.{' '}
          <button type="button" class="copy" onClick={() => setStage([])}>
            Switch off
          </button>
        </p>
      ) : null}
      <p role="status">{visits.length === 0 ? 'Nobody has come yet.' : `${visits[0]?.client} came last.`}</p>
      {visits.length > 0 ? (
        <>
          <ul class="visits">
            {visits.map((one) => (
              <VisitLine key={one.id} visit={one} isShown={one.id === shown?.id} show={() => show(one)} />
            ))}
          </ul>
          <button type="button" onClick={forget}>
            Forget all visits
          </button>
        </>
      ) : null}
      {visit ? <UnseenList visit={visit} setStage={setStage} /> : null}
    </section>
  );
}
