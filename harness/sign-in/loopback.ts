/** Whether a URL points at this machine and can point nowhere else. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** Whether a browser may be sent there: `https`, or `http` on loopback (RFC 8252 §7.3). */
export function mayOpen(url: string): boolean {
  return /^https:/i.test(url) ? URL.canParse(url) : /^http:/i.test(url) && isLoopback(url);
}

/** A URL for a message: without its query, where codes and states are. */
export function placeOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}
