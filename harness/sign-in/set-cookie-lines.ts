import type { HeaderLine } from '../trace/exchange.ts';
import type { Paused } from './paused-document.ts';
import { pause } from './within.ts';

/** Chromium tells `Set-Cookie` lines by another way than the other headers, and maybe a moment later. */
export class SetCookieLines {
  readonly #told = new Map<string, string[]>();

  /** Takes what is told of a response; those of a chain of redirects come under one name, in order. */
  readonly take = ({ requestId, headers }: { requestId: string; headers: Record<string, string> }): void => {
    const lines = Object.entries(headers).find(([name]) => name.toLowerCase() === 'set-cookie')?.[1] ?? '';
    this.#told.set(requestId, [...(this.#told.get(requestId) ?? []), lines]);
  };

  /** The lines of the response that is held. */
  async of({ networkId = '' }: Paused): Promise<HeaderLine[]> {
    for (let tries = 0; tries < 10 && !this.#told.get(networkId)?.length; tries += 1) await pause(5);
    const lines = this.#told.get(networkId)?.shift() ?? '';
    return lines === '' ? [] : lines.split('\n').map((value) => ['Set-Cookie', value] as const);
  }
}
