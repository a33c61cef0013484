/** What an `Authorization` header says. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'token'; readonly token: string };

/** Reads one Bearer token (RFC 6750 §2.1); the scheme in any case (RFC 9110 §11.1). Other schemes are no credentials here. */
export function readCredentials(lines: readonly string[]): Credentials {
  if (lines.length === 0) return { kind: 'none' };
  if (lines.length > 1) return { kind: 'malformed' };
  const [, scheme = '', rest = ''] = /^([^ ]*) *(.*?) *$/s.exec(lines[0] ?? '') ?? [];
  if (scheme.toLowerCase() !== 'bearer') return scheme === '' ? { kind: 'malformed' } : { kind: 'none' };
  return /^[A-Za-z0-9\-._~+/]+=*$/.test(rest) ? { kind: 'token', token: rest } : { kind: 'malformed' };
}
