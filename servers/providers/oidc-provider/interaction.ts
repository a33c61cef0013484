import { timingSafeEqual } from 'node:crypto';
import type { InteractionResults, Provider } from 'oidc-provider';
import { isMetadataDocumentUrl } from './client-metadata.ts';
import type { FaultPoints } from './fault-points.ts';
import type { ConsentAsked, Exchange } from './faulty.ts';
import { isLoopbackUrl } from './loopback.ts';
import type { ProviderUser } from './options.ts';
import { type ConsentFacts, consentPage } from './pages/consent.ts';
import { errorPage } from './pages/error.ts';
import { loginPage } from './pages/login.ts';
import { pageHeaders } from './pages/page.ts';
import { readBody } from './request-body.ts';

export interface InteractionParts {
  readonly provider: Provider;
  readonly users: readonly ProviderUser[];
  readonly points: FaultPoints;
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

/** Where the pages of one interaction stand. */
export function interactionPath(issuer: string, uid: string): string {
  return `${new URL(issuer).pathname.replace(/\/$/, '')}/interaction/${uid}`;
}

/** Shows the sign-in and consent pages and takes their forms. */
export async function interact(parts: InteractionParts, exchange: Exchange): Promise<void> {
  const details = await parts.provider.interactionDetails(exchange.req, exchange.res).catch(() => null);
  if (!details)
    return showPage(
      exchange,
      400,
      errorPage('invalid_request', 'This sign-in has expired or belongs to another browser.'),
    );
  const form = exchange.method === 'POST' ? new URLSearchParams((await readBody(exchange.req)) ?? '') : null;
  if (details.prompt.name === 'login') return logIn(parts, exchange, details, form);
  return askConsent(parts, exchange, details, form);
}

async function logIn(
  parts: InteractionParts,
  exchange: Exchange,
  details: Details,
  form: URLSearchParams | null,
): Promise<void> {
  const user = form && findUser(parts.users, form);
  if (user) return finish(parts, exchange, { login: { accountId: user.username } });
  const { clientName } = await consentFacts(parts, details);
  const action = interactionPath(parts.provider.issuer, details.uid);
  showPage(exchange, form ? 403 : 200, loginPage({ clientName, action, failed: form !== null }));
}

async function askConsent(
  parts: InteractionParts,
  exchange: Exchange,
  details: Details,
  form: URLSearchParams | null,
): Promise<void> {
  const asked = {
    clientId: String(details.params['client_id']),
    accountId: details.session?.accountId ?? '',
  };
  const decision = form ? form.get('decision') : decideAlone(parts.points, asked);
  if (decision === 'approve') {
    return finish(parts, exchange, { consent: { grantId: await grantAll(parts.provider, details) } });
  }
  if (decision === 'deny') {
    return finish(parts, exchange, {
      error: 'access_denied',
      error_description: 'the user denied the request',
    });
  }
  const facts = parts.points.consentChanges.reduce(
    (before, change) => change(before),
    await consentFacts(parts, details),
  );
  showPage(exchange, 200, consentPage(facts, interactionPath(parts.provider.issuer, details.uid)));
}

function decideAlone({ consentDecisions }: FaultPoints, asked: ConsentAsked): string | null {
  return consentDecisions.map((decide) => decide(asked)).find((decision) => decision !== null) ?? null;
}

async function finish(
  { provider }: InteractionParts,
  exchange: Exchange,
  result: InteractionResults,
): Promise<void> {
  exchange.redirect(await provider.interactionResult(exchange.req, exchange.res, result));
  // Not 307, which would send the password along (RFC 9700 §4.12).
  exchange.status = 303;
}

/** Grants what was asked, anew each time: so one consent is one family of tokens, revoked together. */
async function grantAll(provider: Provider, { params, session }: Details): Promise<string> {
  const grant = new provider.Grant({
    accountId: session?.accountId ?? '',
    clientId: String(params['client_id']),
  });
  const scope = String(params['scope'] ?? '');
  grant.addOIDCScope(scope);
  for (const resource of [params['resource'] ?? []].flat()) grant.addResourceScope(String(resource), scope);
  return grant.save();
}

async function consentFacts({ provider }: InteractionParts, { params }: Details): Promise<ConsentFacts> {
  const clientId = String(params['client_id']);
  const redirectUri = String(params['redirect_uri']);
  const client = await provider.Client.find(clientId);
  const redirectUris = client?.redirectUris ?? [redirectUri];
  return {
    clientName: client?.clientName ?? clientId,
    clientHost: isMetadataDocumentUrl(clientId) ? new URL(clientId).host : null,
    redirectHost: placeOf(redirectUri),
    localOnly: redirectUris.every(isLoopbackUrl),
    scopes: String(params['scope'] ?? '')
      .split(' ')
      .filter(Boolean),
  };
}

function placeOf(redirectUri: string): string | null {
  if (!URL.canParse(redirectUri)) return null;
  const { host, protocol } = new URL(redirectUri);
  return host || protocol;
}

/** The user whose name and password a form has. */
export function findUser(users: readonly ProviderUser[], form: URLSearchParams): ProviderUser | undefined {
  const { username, password } = { username: form.get('username'), password: form.get('password') ?? '' };
  return users.find((user) => user.username === username && isSame(user.password, password));
}

function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Answers with a page and the headers that every page has. */
export function showPage(exchange: Exchange, status: number, page: string): void {
  exchange.status = status;
  exchange.set(pageHeaders);
  exchange.body = page;
}
