import { clerkError, json } from '../answers.ts';
import { newId } from '../ids.ts';
import type { BrowserClient, Instance, InstanceUser } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { findByEmail } from '../users.ts';
import { browserCookie, browserOf, newBrowser, signIn } from './browsers.ts';

/** The code that test e-mail addresses take [D]. */
export const testCode = '424242';

/** `POST /v1/dev_browser`: makes a browser known to a development instance [D]. */
function openDevBrowser(_: Call, instance: Instance): Answer {
  const token = newId('dvb');
  instance.devBrowsers.set(token, newBrowser(instance));
  return json({ object: 'dev_browser', id: token, token });
}

/** Lets a route run for a known browser only, as a development instance does. */
function inBrowser(
  answer: (call: Call, instance: Instance, browser: BrowserClient) => Answer,
): Route['answer'] {
  return (call, instance) => {
    const browser = browserOf(call, instance);
    if (browser) return answer(call, instance, browser);
    return clerkError(
      401,
      'dev_browser_unauthenticated',
      'Unable to authenticate this browser for your development instance.',
    );
  };
}

/** `POST /v1/client/sign_ins`: with a ticket, a password, or to be followed by a code [D]. */
function startSignIn(call: Call, instance: Instance, browser: BrowserClient): Answer {
  const { form } = call;
  if (form.get('strategy') === 'ticket') return withTicket(form.get('ticket') ?? '', instance, browser);
  const user = findByEmail(instance, form.get('identifier') ?? '');
  if (!user) return clerkError(422, 'form_identifier_not_found', "Couldn't find your account.");
  if (form.get('strategy') === 'password') {
    return user.password !== null && user.password === form.get('password')
      ? complete(newId('sia'), user, browser)
      : clerkError(
          422,
          'form_password_incorrect',
          'Password is incorrect. Try again, or use another method.',
        );
  }
  const attempt = { id: newId('sia'), user, browser, prepared: false };
  instance.attempts.set(attempt.id, attempt);
  return json(signInBody(attempt.id, user, browser, null), 200, browserCookie(browser));
}

function withTicket(value: string, instance: Instance, browser: BrowserClient): Answer {
  const ticket = instance.tickets.get(value);
  const user = ticket && instance.users.get(ticket.userId);
  if (!ticket || !user) return clerkError(422, 'ticket_invalid_code', 'The ticket is invalid.');
  if (ticket.state === 'used')
    return clerkError(422, 'sign_in_token_already_used_code', 'The sign-in token was used already.');
  if (ticket.state === 'revoked')
    return clerkError(422, 'sign_in_token_revoked_code', 'The sign-in token was revoked.');
  if (ticket.expiresAt <= instance.now())
    return clerkError(422, 'ticket_expired_code', 'The ticket has expired.');
  ticket.state = 'used';
  return complete(newId('sia'), user, browser);
}

function prepare(call: Call, instance: Instance): Answer {
  const attempt = instance.attempts.get(call.named['id'] ?? '');
  if (!attempt) return clerkError(404, 'resource_not_found', 'Resource not found');
  if (call.form.get('strategy') !== 'email_code')
    return clerkError(422, 'strategy_for_user_invalid', 'The strategy is not valid for this account.');
  attempt.prepared = true;
  return json(signInBody(attempt.id, attempt.user, attempt.browser, null));
}

function attemptCode(call: Call, instance: Instance): Answer {
  const attempt = instance.attempts.get(call.named['id'] ?? '');
  if (!attempt?.prepared)
    return clerkError(422, 'verification_missing', 'No code was sent for this sign-in.');
  if (call.form.get('strategy') !== 'email_code' || call.form.get('code') !== testCode)
    return clerkError(422, 'form_code_incorrect', 'Incorrect code');
  instance.attempts.delete(attempt.id);
  return complete(attempt.id, attempt.user, attempt.browser);
}

function complete(id: string, user: InstanceUser, browser: BrowserClient): Answer {
  const session = signIn(browser, user);
  return json(signInBody(id, user, browser, session), 200, browserCookie(browser));
}

function signInBody(id: string, user: InstanceUser, browser: BrowserClient, session: string | null) {
  return {
    response: {
      object: 'sign_in',
      id,
      status: session === null ? 'needs_first_factor' : 'complete',
      identifier: user.email,
      supported_first_factors: [
        { strategy: 'email_code', email_address_id: user.emailId, safe_identifier: user.email },
        ...(user.password === null ? [] : [{ strategy: 'password' }]),
      ],
      created_session_id: session,
    },
    client: {
      object: 'client',
      id: browser.id,
      sessions: browser.sessions.map(({ id: sessionId }) => ({
        object: 'session',
        id: sessionId,
        status: 'active',
      })),
      last_active_session_id: browser.sessions.at(-1)?.id ?? null,
    },
  };
}

/** `POST /v1/client/sessions/{id}/remove` [D]. */
function removeSession(call: Call, _: Instance, browser: BrowserClient): Answer {
  const at = browser.sessions.findIndex(({ id }) => id === call.named['id']);
  if (at < 0) return clerkError(404, 'resource_not_found', 'Resource not found');
  browser.sessions.splice(at, 1);
  return json({ response: { object: 'session', id: call.named['id'], status: 'removed' } });
}

export const signInRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/dev_browser', answer: openDevBrowser },
  { method: 'POST', path: '/v1/client/sign_ins', answer: inBrowser(startSignIn) },
  { method: 'POST', path: '/v1/client/sign_ins/:id/prepare_first_factor', answer: inBrowser(prepare) },
  { method: 'POST', path: '/v1/client/sign_ins/:id/attempt_first_factor', answer: inBrowser(attemptCode) },
  { method: 'POST', path: '/v1/client/sessions/:id/remove', answer: inBrowser(removeSession) },
];
