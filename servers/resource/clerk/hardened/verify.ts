import { clerkClient, clerkMiddleware, getAuth } from '@clerk/express';
import { verifyClerkToken } from '@clerk/mcp-tools/server';
import type { Request, Response } from 'express';

/** What the tools know of the caller; the shape of the MCP SDK's `AuthInfo`. */
export interface Caller {
  readonly token: string;
  readonly clientId: string;
  readonly scopes: string[];
  readonly expiresAt?: number;
  readonly extra: { readonly userId: string };
}

/** Who a token stands for; `null` for nobody. Rejects with `Unavailable` when Clerk could not be asked. */
export type Verify = (
  token: string,
  audience: string,
  exchange: { readonly request: Request; readonly response: Response },
) => Promise<Caller | null>;

/** Clerk did not answer, so that nothing is known of the token: a rate limit is not a bad token. */
export class Unavailable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unavailable';
  }
}

/** Verifies opaque tokens at the Backend API and JWTs by its keys, both for one audience and one issuer. */
export function clerkVerifier(issuer: string): Verify {
  return (token, audience, exchange) => {
    if (token.startsWith('oat_')) return verifyOpaque(token, audience);
    return token.split('.').length === 3
      ? verifyJwt(token, audience, issuer, exchange)
      : Promise.resolve(null);
  };
}

/** Asks for the token itself rather than through the middleware, which ignores `revoked` and `expired`. */
async function verifyOpaque(token: string, audience: string): Promise<Caller | null> {
  try {
    const found = await clerkClient.idPOAuthAccessToken.verify(token, { audience });
    const { subject, clientId, scopes, revoked, expired } = found;
    if (revoked || expired || !subject?.startsWith('user_') || !clientId) return null;
    return { token, clientId, scopes: scopes ?? [], extra: { userId: subject } };
  } catch (error) {
    const { status } = error as { status?: number };
    const isOutage =
      status === undefined ? isNetworkError(error) : status === 401 || status === 429 || status >= 500;
    if (isOutage) throw new Unavailable(`the Backend API answered ${status ?? 'nothing'}`);
    return null;
  }
}

function isNetworkError(error: unknown): boolean {
  return !/TokenVerificationError/.test((error as Error).name) && !('reason' in (error as object));
}

async function verifyJwt(
  token: string,
  audience: string,
  issuer: string,
  { request, response }: { readonly request: Request; readonly response: Response },
): Promise<Caller | null> {
  // The middleware knows the scheme in one spelling only.
  request.headers.authorization = `Bearer ${token}`;
  await new Promise<void>((resolve, reject) => {
    const next = (error?: unknown) => (error ? reject(error) : resolve());
    // It may answer by itself instead, for instance a request that it cannot read.
    response.once('close', () => reject(new Unavailable('the middleware answered by itself')));
    void clerkMiddleware({ audience })(request, response, next);
  });
  // All that the middleware tells of a failure is a sentence in a header; clients get none of it.
  const message = String(response.getHeader('x-clerk-auth-message') ?? '');
  for (const name of response.getHeaderNames()) if (name.startsWith('x-clerk-')) response.removeHeader(name);
  if (/^(Failed to load JWKS|Error loading Clerk JWKS|The JWKS endpoint|fetch failed)/.test(message))
    throw new Unavailable('its keys could not be had');
  const caller = verifyClerkToken(getAuth(request, { acceptsToken: 'oauth_token' }) as never, token);
  if (!caller) return null;
  const claims = claimsOf(token);
  // Clerk's SDK checks the signature and the audience, but not the issuer.
  if (claims['iss'] !== issuer) return null;
  const userId = String(caller.extra?.['userId']);
  const expiresAt = typeof claims['exp'] === 'number' ? { expiresAt: claims['exp'] } : {};
  return { token, clientId: caller.clientId, scopes: caller.scopes, ...expiresAt, extra: { userId } };
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
