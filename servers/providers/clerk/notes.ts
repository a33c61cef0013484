import type { ProviderNote } from '../../../harness/define/note.ts';
import { type Exchange, headerValue, jsonObject, queryOf } from '../../../harness/trace/exchange.ts';

const sent = ({ request }: Exchange) => jsonObject(request.body) ?? {};
const answered = ({ response }: Exchange) => jsonObject(response?.body) ?? {};
const succeeded = ({ response }: Exchange) => response !== null && response.status < 300;
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The scopes that every instance has [D]; to be refused another one is nobody's surprise. */
const offered = new Set([
  'openid',
  'profile',
  'email',
  'public_metadata',
  'private_metadata',
  'offline_access',
]);

/** What users of Clerk trip over most; the marks of the sources are those of docs/clerk.md. */
export const notes: readonly ProviderNote[] = [
  {
    says: 'a client registered without scope gets the default scopes only. Asking for another one later, openid for instance, is answered invalid_scope. Send scope with the registration, list it in scopes_supported of the resource metadata, or widen "Default scopes" of the instance.',
    source: 'claude-code#67714, skybridge#694, oh-my-pi#5107 [F]',
    seen: (exchange) =>
      exchange.kind === 'registration-request' &&
      succeeded(exchange) &&
      sent(exchange)['scope'] === undefined &&
      typeof answered(exchange)['scope'] === 'string',
  },
  {
    says: 'a scope was refused that the client had not registered for. Name at the registration all scopes that will ever be asked for.',
    source: 'agentmail-mcp#39, tldraw#10612 [F]',
    seen: (exchange) =>
      /[?&]error=invalid_scope\b/.test(headerValue(exchange.response?.headers ?? [], 'location') ?? '') &&
      (queryOf(exchange).get('scope') ?? '').split(' ').every((scope) => offered.has(scope)),
  },
  {
    says: 'the registration asked for the grant type refresh_token, and the answer leaves it out although the metadata offers it. Clients that believe the answer, as some desktop clients do, never refresh. Ignore grant_types of the answer.',
    source: 'mcp-tools#19 [F]',
    seen: (exchange) =>
      exchange.kind === 'registration-request' &&
      succeeded(exchange) &&
      listed(sent(exchange)['grant_types']).includes('refresh_token') &&
      !listed(answered(exchange)['grant_types']).includes('refresh_token'),
  },
  {
    says: 'token_type is "bearer" in small letters. Resource servers must take the scheme in any case; Clerk\'s own SDK does not.',
    source: 'live captures of 2026-05 [F]; @clerk/backend 3.25.0 [C]',
    seen: (exchange) => exchange.kind === 'token-request' && answered(exchange)['token_type'] === 'bearer',
  },
  {
    says: 'a JWT access token cannot be revoked: unsupported_token_type. It is good until it expires, after a day.',
    source: 'clerk/openapi-specs fapi/2026-05-12, /oauth/token/revoke [D]',
    seen: (exchange) =>
      exchange.kind === 'revocation-request' && answered(exchange)['error'] === 'unsupported_token_type',
  },
];
