import { html } from '../../../oidc-provider/pages/html.ts';
import { page } from '../../../oidc-provider/pages/page.ts';
import { htmlPage, redirect } from '../answers.ts';
import type { Instance } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { type AuthorizationRequest, checkAuthorizationRequest } from './authorization-request.ts';
import { respondWithError } from './authorization-response.ts';
import { userOf } from './browsers.ts';

/** The consent page of the Account Portal; its form goes to the Frontend API with all original parameters [D]. */
async function show(call: Call, instance: Instance): Promise<Answer> {
  const checked = await checkAuthorizationRequest(instance, call.query);
  if ('refusal' in checked) return respondWithError(instance, checked.refusal);
  const user = userOf(call, instance);
  if (!user) return redirect(`${instance.issuer}/oauth/authorize?${call.query}`);
  return htmlPage(draw(checked.request, call.query, user.email));
}

function draw(request: AuthorizationRequest, parameters: URLSearchParams, email: string): string {
  const { application, scopes, redirectUri } = request;
  const action = `/v1/me/oauth/consent/${encodeURIComponent(application.clientId)}`;
  const host = new URL(redirectUri).host || redirectUri.split(':', 1)[0] || '';
  const isLocal = /^(127\.0\.0\.1|\[::1\]|localhost)(:|$)/.test(host);
  return page(
    `${application.name} wants access to your account`,
    html`<p>You are signed in as ${email}.</p>
<dl>
${application.origin === 'document' && html`<dt>Identified by</dt><dd>${new URL(application.clientId).host}</dd>`}
<dt>You will be sent to</dt><dd>${host}</dd>
<dt>Scopes</dt><dd>${scopes.join(' ')}</dd>
</dl>
${isLocal && html`<p class="warning">The application runs on this computer, where any program can pretend to be it.</p>`}
<form method="post" action="${action}">
${[...parameters].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit" name="consented" value="false">Deny</button>
<button type="submit" name="consented" value="true">Allow</button>
</form>`,
  );
}

export const consentPageRoutes: readonly Route[] = [{ method: 'GET', path: '/oauth-consent', answer: show }];
