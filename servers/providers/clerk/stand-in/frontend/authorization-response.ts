import { html } from '../../../oidc-provider/pages/html.ts';
import { page } from '../../../oidc-provider/pages/page.ts';
import { htmlPage, oauthError, redirect } from '../answers.ts';
import { randomText } from '../ids.ts';
import type { Instance, InstanceUser } from '../instance.ts';
import type { Answer } from '../route.ts';
import type { AuthorizationRequest, Refusal, ReturnPath } from './authorization-request.ts';

/** A code lives ten minutes [D]. */
const codeLife = 600;

/** Sends the browser back with a code; the redirect carries `scope` as fosite's does [I]. */
export function respondWithCode(
  instance: Instance,
  request: AuthorizationRequest,
  user: InstanceUser,
): Answer {
  const { application, scopes, resource, nonce, redirectUri, redirectUriNamed, challenge } = request;
  const code = randomText(43);
  instance.codes.set(code, {
    grant: { id: randomText(20), clientId: application.clientId, userId: user.id, scopes, resource, nonce },
    redirectUri,
    redirectUriNamed,
    challenge,
    expiresAt: instance.now() + codeLife,
    used: false,
  });
  return respond(instance, request, { code, scope: scopes.join(' ') });
}

/** Tells the client, or where that would be unsafe the user, that a request was refused. */
export function respondWithError(instance: Instance, { to, status, error, description }: Refusal): Answer {
  if (to === null) return oauthError(status, error, description);
  return respond(instance, to, { error, error_description: description });
}

function respond(instance: Instance, to: ReturnPath, members: Readonly<Record<string, string>>): Answer {
  const { issuer, options } = instance;
  const all = {
    ...members,
    ...(to.state === null ? {} : { state: to.state }),
    ...(options.issuerParameter ? { iss: issuer } : {}),
  };
  if (to.mode === 'form_post') return htmlPage(formPost(to.redirectUri, all));
  const separator = to.redirectUri.includes('?') ? '&' : '?';
  return redirect(`${to.redirectUri}${separator}${new URLSearchParams(all)}`);
}

/** OAuth 2.0 Form Post Response Mode, for browsers that run no script too. */
function formPost(action: string, members: Readonly<Record<string, string>>): string {
  return page(
    'Return to the application',
    html`<form method="post" action="${action}">
${Object.entries(members).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit">Continue</button>
</form>`,
  );
}
