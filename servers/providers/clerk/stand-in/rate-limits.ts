import { clerkError } from './answers.ts';
import type { Instance } from './instance.ts';
import type { Answer, Call } from './route.ts';

interface Limit {
  readonly name: string;
  readonly applies: (call: Call) => boolean;
  readonly requests: number;
}

/** The documented limits of a development instance, each in ten seconds [D]. */
const seconds = 10;
const limits: Readonly<Record<'frontend' | 'backend', readonly Limit[]>> = {
  backend: [{ name: 'backend', applies: () => true, requests: 100 }],
  frontend: [
    {
      name: 'sign-ins',
      applies: ({ method, path }) => method === 'POST' && path === '/v1/client/sign_ins',
      requests: 5,
    },
    { name: 'attempts', applies: ({ path }) => path.endsWith('/attempt_first_factor'), requests: 3 },
  ],
};

/** Refuses what goes beyond a limit, and says for how long; does nothing unless limits were asked for. */
export function limitRate(api: 'frontend' | 'backend', call: Call, instance: Instance): Answer | null {
  if (!instance.options.rateLimits) return null;
  const now = instance.now();
  for (const { name, applies, requests } of limits[api]) {
    if (!applies(call)) continue;
    const recent = (instance.recent.get(name) ?? []).filter((at) => at > now - seconds);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= requests) {
      const wait = { 'Retry-After': String(Math.max(1, oldest + seconds - now)) };
      return clerkError(429, 'too_many_requests', 'Too many requests. Please try again in a bit.', wait);
    }
    instance.recent.set(name, [...recent, now]);
  }
  return null;
}
