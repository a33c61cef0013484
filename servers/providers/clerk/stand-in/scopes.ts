import type { Instance } from './instance.ts';

/** The scopes that Clerk itself has [D]. */
const ownScopes = ['openid', 'profile', 'email', 'public_metadata', 'private_metadata', 'offline_access'];

/** What a request without `scope` means [D]. */
export const assumedScopes: readonly string[] = ['profile', 'email'];

/** Every scope of the instance, as `scopes_supported` lists them. */
export function supportedScopes({ options }: Instance): readonly string[] {
  return [...ownScopes, ...options.customScopes];
}

/** Splits a `scope` parameter (RFC 6749 §3.3). */
export function splitScopes(text: string): string[] {
  return [...new Set(text.split(' ').filter(Boolean))];
}
