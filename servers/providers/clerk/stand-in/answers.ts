import { pageHeaders } from '../../oidc-provider/pages/page.ts';
import { newId } from './ids.ts';
import type { Answer } from './route.ts';

/** The exact media type: the Backend SDK parses nothing that says more, such as a charset [C]. */
const jsonType = { 'Content-Type': 'application/json' } as const;
const uncached = { 'Cache-Control': 'no-store', Pragma: 'no-cache' } as const;

/** JSON, as both APIs send it. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { ...jsonType, ...headers }, body: JSON.stringify(body) };
}

/** JSON that must not be stored (RFC 6749 §5.1). */
export function secretJson(body: unknown, status = 200): Answer {
  return json(body, status, uncached);
}

/** An error of the OAuth endpoints (RFC 6749 §5.2). */
export function oauthError(status: number, error: string, description: string): Answer {
  const challenge = status === 401 ? { 'WWW-Authenticate': 'Basic realm="oauth"' } : {};
  return json({ error, error_description: description }, status, { ...uncached, ...challenge });
}

/** An error of the Frontend and the Backend API in Clerk's own shape [D]. */
export function clerkError(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = { errors: [{ message, long_message: message, code }], clerk_trace_id: newId('trace') };
  return json(body, status, headers);
}

export function redirect(
  location: string,
  status = 303,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return { status, headers: { Location: location, 'Cache-Control': 'no-store', ...headers }, body: '' };
}

/** A page of HTML that is neither framed nor stored. */
export function htmlPage(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  // Browsers send `Origin: null` from pages without any referrer, and the consent endpoint compares it.
  return { status, headers: { ...pageHeaders, 'Referrer-Policy': 'same-origin', ...headers }, body };
}

/** An empty answer. */
export function empty(status: number): Answer {
  return { status, headers: uncached, body: '' };
}
