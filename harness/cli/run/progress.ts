import type { Progress } from '../../runner/run.ts';
import type { ResolvedRun } from './resolve.ts';

/** A progress line on a terminal; elsewhere one line at the start. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly close: () => void;
}

/** Opens the progress line and says at once what is going to happen. */
export function openProgress(stream: NodeJS.WriteStream, run: ResolvedRun): ProgressLine {
  const where = [run.definition.name, run.revisions.join(' '), run.modes.join(' ')].join(' · ');
  stream.write(`mcp-conformance ${run.version} · ${where}\n`);
  const waiting = new Set<string>();
  let line = '';
  let closed = false;
  const draw = (text: string) => {
    if (!stream.isTTY || closed) return;
    line = text.slice(0, Math.max(20, (stream.columns ?? 80) - 1));
    stream.write(`\r\u001b[K${line}`);
  };
  draw('preflight …');
  return {
    show: (progress) => {
      if (progress.kind === 'started') waiting.add(progress.scenario);
      if (progress.kind !== 'finished') return;
      waiting.delete(progress.scenario);
      const [oldest] = waiting;
      draw(`${progress.done} of ${progress.of}${oldest ? ` · waiting for ${oldest}` : ''}`);
    },
    close: () => {
      if (line !== '' && !closed) stream.write('\r\u001b[K');
      closed = true;
    },
  };
}
