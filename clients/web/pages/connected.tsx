import type { ToolResult } from '../answers.ts';
import type { Problem } from '../explain.ts';
import type { Connected } from '../sessions.ts';
import type { Visit } from '../visit.ts';
import { Facts, FormToken, Frame, ProblemBox } from './frame.tsx';
import { ResultView } from './result.tsx';
import { ToolForm } from './tool-form.tsx';

export interface ConnectedProps {
  readonly visit: Visit;
  readonly connected: Connected;
  readonly problem?: Problem;
  readonly result?: ToolResult & { readonly tool: string };
  /** What was just sent, to show it again. */
  readonly form?: Readonly<Record<string, unknown>>;
}

/** The page of a connection: where to, as whom, and its tools. */
export function ConnectedPage({ visit, connected, problem, result, form = {} }: ConnectedProps) {
  const { tools } = connected;
  const { formToken } = visit.seal;
  return (
    <Frame title="Connected">
      <h1>Connected</h1>
      <ProblemBox problem={problem} />
      {result && <ResultView result={result} />}
      <section aria-labelledby="connection">
        <h2 id="connection">Connection</h2>
        <Facts facts={factsOf(connected)} />
        <form method="post" action="/disconnect">
          <FormToken token={formToken} />
          <button type="submit">Disconnect</button>
        </form>
      </section>
      <section aria-labelledby="tools">
        <h2 id="tools">Tools</h2>
        {tools.length === 0 && <p>The server has no tools.</p>}
        {tools.map((tool, index) => (
          <ToolForm
            key={tool.name}
            tool={tool}
            index={index}
            token={formToken}
            given={form['tool'] === tool.name ? form : {}}
          />
        ))}
      </section>
    </Frame>
  );
}

function factsOf({ link, server, user }: Connected): [string, string][] {
  const { tokens, requested, discovery } = link.memory;
  const who = [user?.name, user?.email].filter(Boolean).join(', ') || user?.id;
  const scopes = tokens?.scope ?? requested.join(' ');
  const anonymous = tokens
    ? 'somebody; no tool of the server says who'
    : 'nobody: the server asks for no sign-in';
  const facts: [string, string | null | undefined][] = [
    ['Server', link.serverUrl],
    ['Server name', server.name],
    ['Protocol revision', server.revision],
    ['Signed in as', who ?? anonymous],
    ['Scopes', tokens ? scopes || 'none named' : null],
    ['Authorization server', tokens ? discovery?.authorizationServerUrl : null],
    ['Client', tokens ? (link.registered ? 'registered by hand' : 'registered dynamically') : null],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
}
