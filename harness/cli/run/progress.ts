import type { Progress } from '../../runner/run.ts';
import type { ResolvedRun } from './resolve.ts';

/** A progress line on a terminal, rewritten in place; elsewhere one line at the start. */
export interface ProgressLine {
  /** Says what is going to be judged. */
  readonly begin: (run: ResolvedRun) => void;
  readonly show: (progress: Progress) => void;
  readonly close: () => void;
}

/** Opens the progress line and shows at once that something is going on. */
export function openProgress(stream: NodeJS.WriteStream, version: string): ProgressLine {
  const waiting = new Map<string, number>();
  let count = '';
  let drawn = false;
  const clear = () => {
    if (drawn) stream.write('\r\u001b[K');
    drawn = false;
  };
  const draw = (text: string) => {
    if (!stream.isTTY) return;
    stream.write(`\r\u001b[K${text.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
    drawn = true;
  };
  const drawWaiting = () => {
    const [oldest] = waiting;
    if (count === '' || !oldest) return;
    const [scenario, since] = oldest;
    draw(`${count} · waiting for ${scenario}, ${((performance.now() - since) / 1000).toFixed(1)} s`);
  };
  const ticking = stream.isTTY ? setInterval(drawWaiting, 500) : undefined;
  ticking?.unref();
  draw(`mcp-conformance ${version} · loading`);
  return {
    begin: ({ definition, revisions, modes }) => {
      clear();
      stream.write(
        `mcp-conformance ${version} · ${definition.name} · ${revisions.join(' ')} · ${modes.join(' ')}\n`,
      );
      draw(`preflight: is ${definition.name} there, and can a client sign in?`);
    },
    show: (progress) => {
      if (progress.kind === 'started') waiting.set(progress.scenario, performance.now());
      if (progress.kind !== 'finished') return;
      waiting.delete(progress.scenario);
      count = `${progress.done} of ${progress.of}`;
      drawWaiting();
    },
    close: () => {
      clearInterval(ticking);
      clear();
    },
  };
}
