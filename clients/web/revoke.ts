import { conformingPolicy } from '../reference/faulty.ts';
import { OAuthSession } from '../reference/session.ts';
import { registrationOf, revision } from './flow.ts';
import type { Outgoing } from './outgoing.ts';
import type { Link } from './sessions.ts';

/** Milliseconds that a user waits for tokens to be taken back; then they end by themselves. */
const revocationMs = 5_000;

/** What became of the tokens of a link that ends. */
export type Revocation = 'revoked' | 'refresh-only' | 'access-only' | 'failed' | 'not-offered' | 'no-tokens';

/** Gives the tokens back where the server takes them back (RFC 7009); throws nothing. */
export async function revoke(link: Link, outgoing: Outgoing): Promise<Revocation> {
  const { memory } = link;
  if (!memory.tokens) return 'no-tokens';
  const metadata = memory.discovery?.authorizationServerMetadata;
  const endpoint = metadata?.['revocation_endpoint'];
  if (typeof endpoint !== 'string') return 'not-offered';
  const { fetch } = outgoing.open(revocationMs);
  const session = new OAuthSession(
    { revision, registrations: [registrationOf(link)], redirectUri: link.redirectUri, memory },
    conformingPolicy(),
  );
  const send = async (hint: string, token: string): Promise<boolean> => {
    const parameters = new URLSearchParams({ token, token_type_hint: hint });
    const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' });
    await session.addClientAuthentication(headers, parameters, endpoint, metadata);
    const answer = await fetch(endpoint, { method: 'POST', headers, body: parameters.toString() });
    await answer.body?.cancel();
    return answer.status === 200;
  };
  const { refresh_token: refresh, access_token: access } = memory.tokens;
  // The refresh token first: with it new access tokens could be had.
  const ended = {
    refresh: refresh === undefined || (await send('refresh_token', refresh).catch(() => false)),
    access: await send('access_token', access).catch(() => false),
  };
  if (ended.refresh && ended.access) return 'revoked';
  if (ended.access) return 'access-only';
  return ended.refresh && refresh !== undefined ? 'refresh-only' : 'failed';
}
