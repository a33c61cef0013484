/** Replaces secrets in what is about to be recorded; what counts as one is told by the field it stands in. */

import type { HeaderLine } from './exchange.ts';
import { mediaType } from './exchange.ts';
import type { SecretLedger } from './secrets.ts';

/** Form fields and query parameters whose values are secrets, with the word for each. */
const secretParameters: ReadonlyMap<string, string> = new Map([
  ['access_token', 'access token'],
  ['refresh_token', 'refresh token'],
  ['id_token', 'id token'],
  ['id_token_hint', 'id token'],
  ['token', 'token'],
  ['code', 'code'],
  ['code_verifier', 'code verifier'],
  ['client_secret', 'client secret'],
  ['client_assertion', 'client assertion'],
  ['assertion', 'assertion'],
  ['subject_token', 'token'],
  ['actor_token', 'token'],
  ['password', 'password'],
  ['ticket', 'ticket'],
]);

/** JSON members whose string values are secrets; `code` is an error code there, so it is not among them. */
const secretMembers: ReadonlyMap<string, string> = new Map([
  ...[...secretParameters].filter(([name]) => name !== 'code' && name !== 'token'),
  ['registration_access_token', 'registration token'],
]);

/** Redacts a URL as it was sent, touching nothing but the values of secret parameters. */
export function redactUrl(url: string, ledger: SecretLedger): string {
  const start = url.indexOf('?');
  if (start < 0) return ledger.hide(url);
  const [query = '', ...fragment] = url.slice(start + 1).split('#');
  const tail = fragment.length > 0 ? `#${redactPairs(fragment.join('#'), ledger)}` : '';
  return `${ledger.hide(url.slice(0, start))}?${redactPairs(query, ledger)}${tail}`;
}

function redactPairs(text: string, ledger: SecretLedger): string {
  const pairs = text.split('&').map((pair) => {
    const equals = pair.indexOf('=');
    if (equals < 0) return pair;
    const kind = secretParameters.get(pair.slice(0, equals));
    const value = decodeForm(pair.slice(equals + 1));
    return kind && value ? pair.slice(0, equals + 1) + ledger.placeholder(kind, value) : pair;
  });
  return ledger.hide(pairs.join('&'));
}

function decodeForm(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

/** Redacts header lines: credentials, cookies and the URLs of redirects. */
export function redactHeaders(headers: readonly HeaderLine[], ledger: SecretLedger): HeaderLine[] {
  return headers.map(([name, value]) => [name, redactHeader(name.toLowerCase(), value, ledger)] as const);
}

function redactHeader(name: string, value: string, ledger: SecretLedger): string {
  switch (name) {
    case 'authorization':
    case 'proxy-authorization':
      return redactCredentials(value, ledger);
    case 'cookie':
      return value
        .split('; ')
        .map((pair) => redactCookie(pair, ledger))
        .join('; ');
    case 'set-cookie': {
      const [pair = '', ...attributes] = value.split(';');
      return [redactCookie(pair, ledger), ...attributes].join(';');
    }
    case 'location':
    case 'referer':
      return redactUrl(value, ledger);
    default:
      return ledger.hide(value);
  }
}

function redactCookie(pair: string, ledger: SecretLedger): string {
  const equals = pair.indexOf('=');
  if (equals < 0 || equals === pair.length - 1) return pair;
  return pair.slice(0, equals + 1) + ledger.placeholder('cookie', pair.slice(equals + 1));
}

/** Shows Basic credentials as `id:secret` with the secret replaced, and any other scheme with its token replaced. */
function redactCredentials(value: string, ledger: SecretLedger): string {
  const [, scheme = '', credentials = ''] = /^(\S+)\s+(.+)$/s.exec(value) ?? [];
  if (!credentials) return value.length > 24 ? ledger.placeholder('access token', value) : value;
  if (scheme.toLowerCase() !== 'basic') return `${scheme} ${ledger.placeholder('access token', credentials)}`;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return `${scheme} ${ledger.placeholder('credentials', credentials)}`;
  const secret = decodeForm(decoded.slice(colon + 1));
  return `${scheme} ${decoded.slice(0, colon)}:${secret ? ledger.placeholder('client secret', secret) : ''}`;
}

/** Redacts a body by its media type; what is neither form nor JSON is searched for secrets already known. */
export function redactBody(text: string, headers: readonly HeaderLine[], ledger: SecretLedger): string {
  const type = mediaType(headers);
  if (type === 'application/x-www-form-urlencoded') return redactPairs(text, ledger);
  if (type.endsWith('json') || /^\s*[[{]/.test(text)) learnMembers(text, ledger);
  return ledger.hide(hideMembers(text, ledger));
}

function learnMembers(text: string, ledger: SecretLedger): void {
  try {
    JSON.parse(text, (name, value: unknown) => {
      const kind = secretMembers.get(name);
      if (kind && typeof value === 'string' && value !== '') ledger.placeholder(kind, value);
      return value;
    });
  } catch {
    // Not JSON after all: `hideMembers` still finds members that look like it.
  }
}

const member = new RegExp(
  `("(?:${[...secretMembers.keys()].join('|')})"\\s*:\\s*)"((?:[^"\\\\]|\\\\.)+)"`,
  'g',
);

/** Hides secret members in the text itself, so that short values and cut or broken JSON are covered too. */
function hideMembers(text: string, ledger: SecretLedger): string {
  return text.replace(member, (whole, head: string, raw: string) => {
    const name = /"([a-z_]+)"/.exec(head)?.[1] ?? '';
    try {
      return `${head}"${ledger.placeholder(secretMembers.get(name) ?? 'secret', JSON.parse(`"${raw}"`))}"`;
    } catch {
      return whole;
    }
  });
}
