import { isLoopbackUrl } from './loopback.ts';

/** Which resources the provider issues tokens for (RFC 8707 §2). */
export interface KnownResources {
  /** The resource as it was announced, or `null` for an unknown one. */
  readonly canonical: (indicator: string) => string | null;
  /** The one meant when a request names none. */
  readonly fallback: () => string;
}

/**
 * Scheme and host are compared case-insensitively, the rest exactly, as MCP asks of implementations that meet
 * upper-case letters in a canonical server URI.
 */
export function knownResources(list: () => readonly string[], issuer: string): KnownResources {
  return {
    canonical: (indicator) => {
      const wanted = lowerCaseAuthority(indicator);
      const known = list();
      if (known.length === 0 && isLoopbackUrl(wanted)) return wanted;
      return [...known, issuer].find((url) => lowerCaseAuthority(url) === wanted) ?? null;
    },
    fallback: () => list()[0] ?? issuer,
  };
}

function lowerCaseAuthority(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, (origin) => origin.toLowerCase());
}
