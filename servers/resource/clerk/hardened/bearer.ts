import type { RequestHandler, Response } from 'express';
import type { Settings } from '../settings.ts';
import { answer, type Refusal, refuse } from './challenge.ts';
import { readCredentials } from './credentials.ts';
import { metadataUrl, resourceUrl } from './identity.ts';
import { basicScopes, scopesFor } from './scopes.ts';
import { type Caller, clerkVerifier, Unavailable } from './verify.ts';

declare module 'express-serve-static-core' {
  interface Locals {
    caller?: Caller;
  }
}

/** Lets a request through when its token is good, before its body is read. */
export function authenticate(settings: Settings): RequestHandler {
  const verify = clerkVerifier(settings.issuer);
  return async (request, response, next) => {
    const resource = resourceUrl(settings, request);
    const refusing = (refusal: Refusal) =>
      refuse(response, refusal, { metadataUrl: metadataUrl(resource), scopes: basicScopes });
    const credentials = readCredentials(request.headersDistinct['authorization'] ?? []);
    if (credentials.kind === 'none') return refusing('no-token');
    if (credentials.kind === 'malformed') return refusing('malformed');
    try {
      const caller = await verify(credentials.token, resource, { request, response });
      if (caller === null) return refusing('invalid-token');
      response.locals['caller'] = caller;
      return next();
    } catch (error) {
      if (response.headersSent) return;
      if (!(error instanceof Unavailable)) return refusing('invalid-token');
      return unavailable(response, error.message);
    }
  };
}

/** Lets a request through when the token's scopes cover what it asks for; needs a parsed body. */
export function authorize(settings: Settings): RequestHandler {
  return (request, response, next) => {
    const caller = response.locals['caller'] as Caller;
    const needed = scopesFor(request.body);
    if (!needed.every((scope) => caller.scopes.includes(scope))) {
      const resource = resourceUrl(settings, request);
      return refuse(response, 'insufficient-scope', { metadataUrl: metadataUrl(resource), scopes: needed });
    }
    Object.assign(request, { auth: caller });
    return next();
  };
}

function unavailable(response: Response, reason: string): void {
  process.stderr.write(`tokens cannot be verified: ${reason}\n`);
  response.set('Retry-After', '5');
  answer(response, 503, -32000, 'Tokens cannot be verified at the moment');
}
