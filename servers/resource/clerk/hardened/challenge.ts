import type { Response } from 'express';

/** Why a request is not served. */
export type Refusal = 'no-token' | 'malformed' | 'invalid-token' | 'insufficient-scope';

const answers = {
  'no-token': { status: 401, error: null, message: 'Authorization is needed' },
  malformed: { status: 400, error: 'invalid_request', message: 'The Authorization header is malformed' },
  'invalid-token': {
    status: 401,
    error: 'invalid_token',
    message: 'The access token is not valid for this server',
  },
  'insufficient-scope': {
    status: 403,
    error: 'insufficient_scope',
    message: 'The access token lacks a scope that this operation needs',
  },
} as const;

/** Refuses with the challenge of RFC 6750 §3 and RFC 9728 §5.1, every parameter a quoted string. */
export function refuse(
  response: Response,
  refusal: Refusal,
  { metadataUrl, scopes }: { readonly metadataUrl: string; readonly scopes: readonly string[] },
): void {
  const { status, error, message } = answers[refusal];
  const parameters = [
    ...(error === null ? [] : [`error="${error}"`, `error_description="${message}"`]),
    `scope="${scopes.join(' ')}"`,
    `resource_metadata="${metadataUrl}"`,
  ];
  response.set({ 'WWW-Authenticate': `Bearer ${parameters.join(', ')}`, 'Cache-Control': 'no-store' });
  answer(response, status, -32001, message);
}

/** An error of HTTP with the same as a JSON-RPC error in its body. */
export function answer(response: Response, status: number, code: number, message: string): void {
  response.status(status).json({ jsonrpc: '2.0', error: { code, message }, id: null });
}
