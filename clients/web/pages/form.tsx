import type { FormValues } from '../connect-form.ts';
import type { Problem } from '../explain.ts';
import type { Visit } from '../visit.ts';
import { FormToken, Frame, ProblemBox } from './frame.tsx';

export interface FormProps {
  readonly visit: Visit;
  readonly form: FormValues;
  readonly problem?: Problem;
  /** What has just happened, where it went well. */
  readonly notice?: string | null;
}

/** The first page: which MCP server, and how the client is known at its authorization server. */
export function FormPage({ visit, form, problem, notice = null }: FormProps) {
  const isStatic = form.isStatic || problem?.needsRegisteredClient === true;
  return (
    <Frame title={problem ? 'Not connected' : 'Connect'}>
      <h1>Connect to an MCP server</h1>
      <ProblemBox problem={problem} />
      {notice !== null && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      <form method="post" action="/connect">
        <FormToken token={visit.seal.formToken} />
        <label for="server-url">MCP server URL</label>
        <input
          id="server-url"
          name="server_url"
          type="text"
          inputmode="url"
          value={form.serverUrl}
          placeholder="https://mcp.example.com/mcp"
          autocomplete="url"
          autocapitalize="off"
          spellcheck={false}
          required
        />
        <div class="choice">
          <input
            id="static"
            name="static"
            type="checkbox"
            value="yes"
            checked={isStatic}
            aria-describedby="static-note"
          />
          <label for="static">No dynamic client registration</label>
        </div>
        <p id="static-note" class="note">
          For authorization servers where clients are registered by hand.
        </p>
        <fieldset>
          <legend>Registered client</legend>
          <p class="note">
            Its redirect URI is <code>{`${visit.origin}/oauth/callback`}</code>
          </p>
          <label for="client-id">Client ID</label>
          <input
            id="client-id"
            name="client_id"
            type="text"
            value={form.clientId}
            autocomplete="off"
            spellcheck={false}
          />
          <label for="client-secret">Client secret</label>
          <input
            id="client-secret"
            name="client_secret"
            type="password"
            autocomplete="off"
            aria-describedby="secret-note"
          />
          <p id="secret-note" class="note">
            Leave it empty for a public client.
          </p>
        </fieldset>
        <button type="submit" class="primary">
          Connect
        </button>
      </form>
    </Frame>
  );
}
