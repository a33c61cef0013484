const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether a URL leads to the machine of the user (RFC 8252 §7.3). */
export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && loopbackHosts.has(new URL(url).hostname);
}

/** A loopback IP redirect URI without its port, or `null` for any other URI; the rest is kept to the letter. */
export function withoutLoopbackPort(uri: string): string | null {
  const match = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(?=[/?#]|$)/.exec(uri);
  return match ? `${match[1]}${uri.slice(match[0].length)}` : null;
}
