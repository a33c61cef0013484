import { type Html, html } from '../../../oidc-provider/pages/html.ts';
import { page } from '../../../oidc-provider/pages/page.ts';
import { htmlPage, redirect } from '../answers.ts';
import { newId } from '../ids.ts';
import type { Instance, InstanceUser } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { findByEmail } from '../users.ts';
import { browserCookie, browserOf, newBrowser, signIn } from './browsers.ts';
import { testCode } from './sign-ins.ts';

/** A page of the Account Portal with one form, drawn by the server. */
function show(
  title: string,
  action: string,
  redirectUrl: string,
  fields: Html,
  problem: string | null,
): Answer {
  const body = html`${problem !== null && html`<p role="alert">${problem}</p>`}
<form method="post" action="${action}">
<input type="hidden" name="redirect_url" value="${redirectUrl}">
${fields}
<button type="submit">Continue</button>
</form>`;
  return htmlPage(page(title, body), problem === null ? 200 : 422);
}

/** Asks for the e-mail address, and the password of those who have one. */
function askWho(redirectUrl: string, problem: string | null = null): Answer {
  const fields = html`<label>Email address <input type="text" name="identifier" autocomplete="username" required autofocus></label>
<label>Password <input type="password" name="password" autocomplete="current-password"></label>`;
  return show('Sign in', '/sign-in', redirectUrl, fields, problem);
}

function askCode(redirectUrl: string, attempt: string, problem: string | null = null): Answer {
  const fields = html`<input type="hidden" name="attempt" value="${attempt}">
<label>Verification code <input type="text" name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus></label>`;
  return show('Check your email', '/sign-in/factor-one', redirectUrl, fields, problem);
}

function submitWho(call: Call, instance: Instance): Answer {
  const redirectUrl = call.form.get('redirect_url') ?? '';
  const user = findByEmail(instance, call.form.get('identifier') ?? '');
  if (user?.password === null) {
    const browser = browserOf(call, instance) ?? newBrowser(instance);
    const attempt = { id: newId('sia'), user, browser, prepared: true };
    instance.attempts.set(attempt.id, attempt);
    return askCode(redirectUrl, attempt.id);
  }
  return user && user.password === call.form.get('password')
    ? enter(user, redirectUrl, call, instance)
    : askWho(redirectUrl, 'Password is incorrect. Try again, or use another method.');
}

function submitCode(call: Call, instance: Instance): Answer {
  const redirectUrl = call.form.get('redirect_url') ?? '';
  const attempt = instance.attempts.get(call.form.get('attempt') ?? '');
  if (!attempt) return askWho(redirectUrl, 'The sign-in took too long. Try again.');
  if (call.form.get('code') !== testCode) return askCode(redirectUrl, attempt.id, 'Incorrect code');
  instance.attempts.delete(attempt.id);
  return enter(attempt.user, redirectUrl, call, instance);
}

function enter(user: InstanceUser, redirectUrl: string, call: Call, instance: Instance): Answer {
  // Only ever back to this instance: the parameter is in everybody's hands.
  if (!redirectUrl.startsWith(`${instance.issuer}/`)) return askWho('', 'Start again from the application.');
  const browser = browserOf(call, instance) ?? newBrowser(instance);
  signIn(browser, user);
  return redirect(redirectUrl, 303, browserCookie(browser));
}

export const signInPageRoutes: readonly Route[] = [
  { method: 'GET', path: '/sign-in', answer: ({ query }) => askWho(query.get('redirect_url') ?? '') },
  { method: 'POST', path: '/sign-in', answer: submitWho },
  { method: 'POST', path: '/sign-in/factor-one', answer: submitCode },
];
