import type { ComponentChildren } from 'preact';
import type { Problem } from '../explain.ts';

interface FrameProps {
  readonly title: string;
  /** Where the browser goes by itself, as `meta` has it. */
  readonly refresh?: string;
  readonly children: ComponentChildren;
}

/** The document around every page. */
export function Frame({ title, refresh, children }: FrameProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {refresh !== undefined && <meta http-equiv="refresh" content={refresh} />}
        <title>{`${title} · MCP web client`}</title>
        <link rel="stylesheet" href="/tokens.css" />
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <a href="/">MCP web client</a>
          <span>mcp-conformance</span>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** What went wrong: what, where, and what to do now. */
export function ProblemBox({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{problem.message}</strong>
      </p>
      {problem.where !== null && (
        <p>
          <code>{problem.where}</code>
        </p>
      )}
      <p>{problem.remedy}</p>
    </div>
  );
}

/** The proof that a form is of this session. */
export function FormToken({ token }: { token: string }) {
  return <input type="hidden" name="token" value={token} />;
}

/** Pairs of a name and a value. */
export function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
