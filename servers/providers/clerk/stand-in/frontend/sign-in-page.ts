import { html } from '../../../oidc-provider/pages/html.ts';
import { page } from '../../../oidc-provider/pages/page.ts';
import { htmlPage, redirect } from '../answers.ts';
import type { Instance } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { findByEmail } from '../users.ts';
import { browserCookie, browserOf, newBrowser, signIn } from './browsers.ts';

/** The sign-in page of the Account Portal, drawn by the server: e-mail address and password. */
function show(redirectUrl: string, failed: boolean): Answer {
  const body = html`${failed && html`<p role="alert">Password is incorrect. Try again, or use another method.</p>`}
<form method="post" action="/sign-in">
<input type="hidden" name="redirect_url" value="${redirectUrl}">
<label>Email address <input type="text" name="identifier" autocomplete="username" required autofocus></label>
<label>Password <input type="password" name="password" autocomplete="current-password" required></label>
<button type="submit">Continue</button>
</form>`;
  return htmlPage(page('Sign in', body), failed ? 422 : 200);
}

function submit(call: Call, instance: Instance): Answer {
  const redirectUrl = call.form.get('redirect_url') ?? '';
  const user = findByEmail(instance, call.form.get('identifier') ?? '');
  if (!user || user.password === null || user.password !== call.form.get('password'))
    return show(redirectUrl, true);
  // Only ever back to this instance: the parameter is in everybody's hands.
  if (!redirectUrl.startsWith(`${instance.issuer}/`)) return show('', true);
  const browser = browserOf(call, instance) ?? newBrowser(instance);
  signIn(browser, user);
  return redirect(redirectUrl, 303, browserCookie(browser));
}

export const signInPageRoutes: readonly Route[] = [
  { method: 'GET', path: '/sign-in', answer: ({ query }) => show(query.get('redirect_url') ?? '', false) },
  { method: 'POST', path: '/sign-in', answer: submit },
];
