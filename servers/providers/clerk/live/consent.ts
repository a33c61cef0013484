import type { SignInTrip } from '../../../../harness/define/custom-sign-in.ts';
import type { HeaderLine } from '../../../../harness/trace/exchange.ts';
import type { Reply } from '../../../../harness/trace/http.ts';
import type { BrowserSession } from './browser-session.ts';

/** Whether a URL is the consent page: of the Account Portal, or one that the application made itself. */
export function isConsentPage(url: string): boolean {
  return /\/oauth-consent(?:[/?#]|$)/.test(url);
}

/**
 * Posts the user's decision as Clerk's own command line does [D].
 *
 * Which proof of the session an instance takes is not documented: the browser's marks first, then its cookie [I].
 */
export async function postConsent(
  { http, decision }: SignInTrip,
  browser: BrowserSession,
  issuer: string,
  page: string,
): Promise<{ readonly replies: readonly Reply[]; readonly stuck: string | null }> {
  const parameters = originalParameters(page);
  parameters.append('consented', String(decision === 'approve'));
  const endpoint = `${issuer}/v1/me/oauth/consent/${encodeURIComponent(parameters.get('client_id') ?? '')}`;
  const session = new URLSearchParams({ _clerk_session_id: browser.sessionId });
  const origin: HeaderLine = ['Origin', new URL(page).origin];
  const proofs: { query: URLSearchParams; headers: readonly HeaderLine[] }[] = [
    { query: new URLSearchParams([...session, ...browser.marks]), headers: [origin] },
    ...(browser.cookie ? [{ query: session, headers: [origin, ['Cookie', browser.cookie] as const] }] : []),
  ];
  const replies: Reply[] = [];
  for (const { query, headers } of proofs) {
    const reply = await http.send({ url: `${endpoint}?${query}`, method: 'POST', headers, body: parameters });
    replies.push(reply);
    if (reply.location !== null) return { replies, stuck: null };
  }
  return {
    replies,
    stuck: `the consent was not taken: ${proofs.length} ways to prove the session were ${saw(replies)}; use --login browser`,
  };
}

/** All parameters of the authorization request, without those that mark the browser. */
function originalParameters(page: string): URLSearchParams {
  const query = page.includes('?') ? page.slice(page.indexOf('?') + 1) : '';
  return new URLSearchParams(
    [...new URLSearchParams(query)].filter(([name]) => !name.startsWith('__clerk_')),
  );
}

function saw(replies: readonly Reply[]): string {
  return replies
    .map(({ status, exchange }) => (status === 0 ? exchange.failure?.message : `answered ${status}`))
    .join(' and ');
}
