import type { Revocation } from '../revoke.ts';

const words: Readonly<Record<Revocation, string>> = {
  revoked: 'Disconnected. The authorization server has taken the tokens back.',
  'refresh-only':
    'Disconnected. The authorization server has taken the refresh token back; the access token ends by itself.',
  'access-only':
    'Disconnected here. The authorization server has taken the access token back, but not the refresh token.',
  failed:
    'Disconnected here. The authorization server has not taken the tokens back; they end by themselves.',
  'not-offered': 'Disconnected here. The authorization server takes no tokens back; they end by themselves.',
  'no-tokens': 'Disconnected.',
};

/** What a user is told who has just disconnected; `null` for what came from elsewhere. */
export function farewell(tokens: unknown): string | null {
  return typeof tokens === 'string' && Object.hasOwn(words, tokens) ? words[tokens as Revocation] : null;
}
