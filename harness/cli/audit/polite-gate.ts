import { openPace } from '../../runner/pace.ts';
import type { Gate } from '../../trace/http.ts';

/** Lets each host be asked no faster than so, and says who asks where a request does not say so itself. */
export function openPoliteGate(requestsPerSecond: number, userAgent: string): Gate {
  const paces = new Map<string, Gate>();
  return async (departure) => {
    const host = URL.canParse(departure.url) ? new URL(departure.url).host : '';
    const pace = paces.get(host) ?? openPace(requestsPerSecond);
    paces.set(host, pace);
    const leaving = await pace(departure);
    const isSigned = leaving.headers.some(([name]) => name.toLowerCase() === 'user-agent');
    return isSigned ? leaving : { ...leaving, headers: [...leaving.headers, ['User-Agent', userAgent]] };
  };
}
