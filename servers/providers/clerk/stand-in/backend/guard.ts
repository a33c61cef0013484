import { clerkError } from '../answers.ts';
import type { Instance } from '../instance.ts';
import type { Answer, Call } from '../route.ts';

/** What every call of the Backend API meets first: the secret key [D], and trouble that was asked for. */
export function guardBackend({ headers }: Call, { secretKey, trouble }: Instance): Answer | null {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (given !== secretKey)
    return clerkError(
      401,
      'clerk_key_invalid',
      'The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.',
    );
  if (trouble.rateLimitedFor !== undefined) {
    const retry = { 'Retry-After': String(trouble.rateLimitedFor) };
    return clerkError(429, 'too_many_requests', 'Too many requests. Please try again in a bit.', retry);
  }
  return trouble.failing
    ? clerkError(500, 'internal_clerk_error', 'There was an internal error on our servers.')
    : null;
}

/** Adds what Clerk's SDK does not parse, where that was asked for. */
export function finishBackend(answer: Answer, _: Call, { trouble }: Instance): Answer {
  if (!trouble.charset) return answer;
  return { ...answer, headers: { ...answer.headers, 'Content-Type': 'application/json; charset=utf-8' } };
}
