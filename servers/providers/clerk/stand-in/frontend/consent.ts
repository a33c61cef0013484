import { clerkError, json } from '../answers.ts';
import type { Instance } from '../instance.ts';
import type { Answer, Call, Route } from '../route.ts';
import { findApplication } from './applications.ts';
import { checkAuthorizationRequest } from './authorization-request.ts';
import { respondWithCode, respondWithError } from './authorization-response.ts';
import { userOf } from './browsers.ts';

const path = '/v1/me/oauth/consent/:clientId';

/** The user's decision: a form with all original parameters and `consented` [D]. */
async function decide(call: Call, instance: Instance): Promise<Answer> {
  const { origin } = call.headers;
  if (origin !== undefined && origin !== instance.issuer)
    return clerkError(
      403,
      'origin_invalid',
      'The Origin HTTP header must be equal to or a subdomain of the requesting URL.',
    );
  const user = userOf(call, instance);
  if (!user) return clerkError(401, 'signed_out', 'You are signed out');
  if (call.form.get('client_id') !== call.named['clientId'])
    return clerkError(422, 'form_param_value_invalid', 'client_id is not that of the path');
  const checked = await checkAuthorizationRequest(instance, call.form);
  if ('refusal' in checked) return respondWithError(instance, checked.refusal);
  const { request } = checked;
  switch (call.form.get('consented')) {
    case 'true':
      return respondWithCode(instance, request, user);
    case 'false':
      return respondWithError(instance, {
        to: request,
        status: 303,
        error: 'access_denied',
        description: 'The resource owner denied the request.',
      });
    default:
      return clerkError(422, 'form_param_missing', 'consented must be true or false');
  }
}

/** What a consent page of one's own needs to know [D]. */
async function describe(call: Call, instance: Instance): Promise<Answer> {
  if (!userOf(call, instance)) return clerkError(401, 'signed_out', 'You are signed out');
  const application = await findApplication(instance, call.named['clientId'] ?? null);
  if (!application) return clerkError(404, 'resource_not_found', 'Resource not found');
  return json({
    response: {
      oauth_application_name: application.name,
      oauth_application_url: application.uri,
      client_id: application.clientId,
      state: call.query.get('state') ?? '',
      scopes: application.scopes.map((scope) => ({ scope, description: scope, requires_consent: true })),
    },
  });
}

export const consentRoutes: readonly Route[] = [
  { method: 'GET', path, answer: describe },
  { method: 'POST', path, answer: decide },
];
