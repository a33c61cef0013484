import { clerkError, json } from '../answers.ts';
import { newId, randomText } from '../ids.ts';
import type { Instance } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';

/** `POST /v1/sign_in_tokens`: a ticket that signs one user in, once [D]. */
function create({ json: body }: Call, instance: Instance): Answer {
  const userId = String(body?.['user_id'] ?? '');
  if (!instance.users.has(userId)) return clerkError(404, 'resource_not_found', 'User not found');
  const seconds = body?.['expires_in_seconds'];
  const expiresAt = instance.now() + (typeof seconds === 'number' ? seconds : 2_592_000);
  const id = newId('sit');
  const token = `${randomText(24)}.${randomText(48)}.${randomText(43)}`;
  instance.tickets.set(token, { id, userId, expiresAt, state: 'pending' });
  return json({ object: 'sign_in_token', id, user_id: userId, token, status: 'pending', url: null });
}

function revoke({ named }: Call, instance: Instance): Answer {
  const ticket = [...instance.tickets.values()].find(({ id }) => id === named['id']);
  if (!ticket) return clerkError(404, 'resource_not_found', 'Resource not found');
  ticket.state = 'revoked';
  return json({ object: 'sign_in_token', id: ticket.id, user_id: ticket.userId, status: 'revoked' });
}

/** `POST /v1/testing_tokens`: lets automated requests past bot protection [D]. */
function createTestingToken(_: Call, instance: Instance): Answer {
  const token = `${newId('testing')}`;
  instance.testingTokens.add(token);
  return json({ object: 'testing_token', token, expires_at: instance.now() + 3600 });
}

/** `POST /v1/sessions/{id}/revoke` [C]. */
function revokeSession({ named }: Call, { browsers }: Instance): Answer {
  for (const { sessions } of browsers.values()) {
    const at = sessions.findIndex(({ id }) => id === named['id']);
    if (at < 0) continue;
    sessions.splice(at, 1);
    return json({ object: 'session', id: named['id'], status: 'revoked' });
  }
  return clerkError(404, 'resource_not_found', 'Resource not found');
}

export const signInTokenRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/sign_in_tokens', answer: create },
  { method: 'POST', path: '/v1/sign_in_tokens/:id/revoke', answer: revoke },
  { method: 'POST', path: '/v1/sessions/:id/revoke', answer: revokeSession },
  { method: 'POST', path: '/v1/testing_tokens', answer: createTestingToken },
];
