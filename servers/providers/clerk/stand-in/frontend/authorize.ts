import { redirect } from '../answers.ts';
import type { Instance } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { type AuthorizationRequest, checkAuthorizationRequest } from './authorization-request.ts';
import { respondWithCode, respondWithError } from './authorization-response.ts';
import { userOf } from './browsers.ts';

/** The authorization endpoint (RFC 6749 §3.1): refuses, or sends the browser to sign in, to consent, or back. */
async function authorize(call: Call, instance: Instance): Promise<Answer> {
  const parameters = call.method === 'POST' ? call.form : call.query;
  const checked = await checkAuthorizationRequest(instance, parameters);
  const user = userOf(call, instance);
  if ('refusal' in checked) {
    // Nobody is sent to a client on the word of a link alone (RFC 9700 §4.11.2) [I].
    const mayRedirect = user !== null || parameters.get('prompt') === 'none' || checked.refusal.to === null;
    return mayRedirect ? respondWithError(instance, checked.refusal) : toSignIn(parameters, instance);
  }
  const { request } = checked;
  const mustShow = (what: string) =>
    respondWithError(instance, {
      to: request,
      status: 303,
      error: what,
      description: 'The user must be asked.',
    });
  if (!user || request.prompt === 'login')
    return request.prompt === 'none' ? mustShow('login_required') : toSignIn(parameters, instance);
  if (!asksConsent(request, instance)) return respondWithCode(instance, request, user);
  return request.prompt === 'none' ? mustShow('consent_required') : toConsent(parameters, instance);
}

/** Consent cannot be left out for clients that registered themselves [D]. */
function asksConsent({ application }: AuthorizationRequest, { options }: Instance): boolean {
  return application.origin !== 'by-hand' || (application.asksConsent && options.consent);
}

function toSignIn(parameters: URLSearchParams, { issuer }: Instance): Answer {
  // Whoever has just signed in has obeyed prompt=login.
  const rest = new URLSearchParams(
    [...parameters].filter(([name, value]) => name !== 'prompt' || value !== 'login'),
  );
  const back = new URLSearchParams({ redirect_url: `${issuer}/oauth/authorize?${rest}` });
  return redirect(`${issuer}/sign-in?${back}`);
}

/** The consent page gets all the original parameters [D]. */
function toConsent(parameters: URLSearchParams, { issuer }: Instance): Answer {
  return redirect(`${issuer}/oauth-consent?${parameters}`);
}

export const authorizeRoutes: readonly Route[] = [
  { method: 'GET', path: '/oauth/authorize', answer: authorize },
  { method: 'POST', path: '/oauth/authorize', answer: authorize },
];
