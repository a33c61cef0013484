import { useState } from 'preact/hooks';
import { brief, visible, WireText } from '../../report/viewer/components.ts';
import type { PlaygroundState } from '../contract.ts';

/** Calls a tool of the MCP server with arguments, and shows what it answers. */
export function ToolCaller(props: {
  readonly state: PlaygroundState;
  readonly call: (name: string, args: Record<string, unknown>) => void;
}) {
  const { state, call } = props;
  const [chosen, choose] = useState('');
  const [text, setText] = useState('{}');
  if (state.tools.length === 0) return null;
  const tool = state.tools.find(({ name }) => name === chosen) ?? state.tools[0];
  const args = parseArguments(text);
  return (
    <section class="tools-panel" aria-label="Tools">
      <h2>Tools</h2>
      <label class="control">
        Tool
        <select value={tool?.name ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
          {state.tools.map(({ name }) => (
            <option key={name} value={name}>
              {visible(brief(name, 80))}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet">
        <WireText text={tool?.description ?? ''} />
      </p>
      <details>
        <summary>Its input schema</summary>
        <pre>
          <WireText text={JSON.stringify(tool?.inputSchema, null, 2)} />
        </pre>
      </details>
      <label class="control">
        Arguments, as JSON
        <textarea
          rows={3}
          spellcheck={false}
          value={text}
          aria-invalid={args === null}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button
        type="button"
        class="primary"
        disabled={args === null || !tool}
        onClick={() => tool && args && call(tool.name, args)}
      >
        Call
      </button>
      {args === null ? <p class="quiet">The arguments are not a JSON object.</p> : null}
      {state.answer === null || state.answer === undefined ? null : (
        <pre class="answer">
          <WireText text={JSON.stringify(state.answer, null, 2)} />
        </pre>
      )}
    </section>
  );
}

function parseArguments(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
