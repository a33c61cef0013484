import type { Waiting } from '../../sign-in/driver.ts';

/** Opens a line that says what the sign-in waits for; on a terminal it counts down in place. */
export function openWaitingLine(stream: NodeJS.WriteStream): (waiting: Waiting) => void {
  let drawn = false;
  const clear = () => {
    if (drawn) stream.write('\r\u001b[K');
    drawn = false;
  };
  return (waiting) => {
    if (waiting.kind === 'waiting' && !stream.isTTY) return;
    clear();
    if (waiting.kind === 'open') stream.write(`${invitation(waiting)}\n`);
    if (waiting.kind !== 'waiting') return;
    stream.write(`waiting for ${waiting.reason} (${minutes(waiting.remainingMs)} left)`);
    drawn = true;
  };
}

function invitation({ url, opened, decision, username }: Extract<Waiting, { kind: 'open' }>): string {
  const who = username === null ? 'sign in' : `sign in as ${username}`;
  const where = opened ? 'In the browser that has opened' : 'Open this page in a browser';
  return `${where}: ${who}, and ${decision === 'approve' ? 'allow' : 'deny'} the access that is asked for.\n  ${url}`;
}

function minutes(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
