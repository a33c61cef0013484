import type { IncomingMessage } from 'node:http';
import { openServerTap, type ServerTap, type TapOptions } from '../trace/server-tap.ts';
import type { Trace } from '../trace/trace.ts';
import type { Setup } from './setup.ts';
import { openSignInDesk } from './sign-in-desk.ts';

/** Receives clients that are not ours at the parts that we host. */
export interface GuestTap {
  readonly tap: ServerTap;
  /** Says what the parts are, once they stand. */
  readonly serve: (setup: Setup) => void;
}

/** Records what guests do, and signs programs without a browser in. */
export function openGuestTap(
  traceOf: (request: IncomingMessage) => Trace | null,
  onBegin?: TapOptions['onBegin'],
): GuestTap {
  let parts: Setup | null = null;
  const record = openServerTap({
    traceOf,
    partyOf: (url) => parts?.partyOf(url) ?? 'authorization-server',
    ...(onBegin ? { onBegin } : {}),
  });
  const desk = openSignInDesk(() => parts);
  return {
    tap: (listener) => desk(record(listener)),
    serve: (setup) => {
      parts = setup;
    },
  };
}
