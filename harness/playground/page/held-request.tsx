import { useEffect, useState } from 'preact/hooks';
import type { CommandInput, HeldRequest } from '../contract.ts';

type Release = CommandInput<'release'>;

/** The request that waits, which can be changed before it goes. */
export function HeldRequestEditor(props: {
  readonly held: HeldRequest;
  readonly release: (release: Release) => void;
}) {
  const { held, release } = props;
  const [url, setUrl] = useState(held.url);
  const [headers, setHeaders] = useState(headerText(held));
  const [body, setBody] = useState(held.body ?? '');
  useEffect(() => {
    setUrl(held.url);
    setHeaders(headerText(held));
    setBody(held.body ?? '');
  }, [held.id]);
  const isChanged = url !== held.url || headers !== headerText(held) || body !== (held.body ?? '');
  const go = (run: boolean) => {
    const sent = held.body === null && body === '' ? null : body;
    const changes = { url, headers: parseHeaders(headers), body: sent };
    release({ id: held.id, run, ...(isChanged ? { changes } : {}) });
  };
  return (
    <section class="held" aria-label="Held request">
      <p>
        <b>Next:</b> {held.from.replace('-', ' ')} → {held.to.replace('-', ' ')}, {held.method}. Change it, or
        let it go as it is.
      </p>
      <label class="control">
        URL
        <input
          type="text"
          spellcheck={false}
          value={url}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
      </label>
      <label class="control">
        Headers
        <textarea
          rows={4}
          spellcheck={false}
          value={headers}
          onInput={(event) => setHeaders(event.currentTarget.value)}
        />
      </label>
      {held.method === 'GET' ? null : (
        <label class="control">
          Body
          <textarea
            rows={4}
            spellcheck={false}
            value={body}
            onInput={(event) => setBody(event.currentTarget.value)}
          />
        </label>
      )}
      <div class="buttons">
        <button type="button" class="primary" onClick={() => go(false)}>
          {isChanged ? 'Send it changed' : 'Send it'}
        </button>
        <button type="button" onClick={() => go(true)}>
          Send it and run on
        </button>
      </div>
    </section>
  );
}

function headerText({ headers }: HeldRequest): string {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}

function parseHeaders(text: string): [string, string][] {
  return text
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
}
