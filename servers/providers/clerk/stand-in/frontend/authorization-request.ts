import type { Instance, OAuthApplication } from '../instance.ts';
import { assumedScopes, splitScopes, supportedScopes } from '../scopes.ts';
import { findApplication } from './applications.ts';
import { isRegistered } from './redirect-uri.ts';

/** Where an authorization response goes, and how. */
export interface ReturnPath {
  readonly redirectUri: string;
  readonly state: string | null;
  readonly mode: 'query' | 'form_post';
}

/** An authorization request that was found good. */
export interface AuthorizationRequest extends ReturnPath {
  readonly application: OAuthApplication;
  readonly redirectUriNamed: boolean;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
  readonly resource: readonly string[];
  readonly nonce: string | null;
  readonly prompt: string | null;
}

export interface Refusal {
  /** `null` where redirecting would be unsafe (RFC 6749 §4.1.2.1). */
  readonly to: ReturnPath | null;
  readonly status: number;
  readonly error: string;
  readonly description: string;
}

export type Checked = { readonly request: AuthorizationRequest } | { readonly refusal: Refusal };

/** Parameters that must not come twice (RFC 6749 §3.1); `resource` may (RFC 8707 §2). */
const single = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
];

/** Checks an authorization request in the order of ory/fosite, whose words the field reports quote [I]. */
export async function checkAuthorizationRequest(
  instance: Instance,
  parameters: URLSearchParams,
): Promise<Checked> {
  const get = (name: string) => parameters.get(name) || null;
  const application = await findApplication(instance, get('client_id'));
  if (!application) return onPage(401, 'invalid_client', 'The requested OAuth 2.0 Client does not exist.');
  const named = get('redirect_uri');
  const redirectUri =
    named ?? (application.redirectUris.length === 1 ? application.redirectUris[0] : undefined);
  const ambiguous = parameters.getAll('redirect_uri').length > 1;
  if (redirectUri === undefined || ambiguous || !isRegistered(redirectUri, application.redirectUris)) {
    return onPage(
      400,
      'invalid_request',
      "The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered redirect urls.",
    );
  }
  const mode = get('response_mode') === 'form_post' ? 'form_post' : 'query';
  const to: ReturnPath = { redirectUri, state: get('state'), mode };
  const problem = problemWith(instance, parameters, application);
  if (problem) return { refusal: { to, status: 303, ...problem } };
  const scopes = scopesOf(get('scope'));
  return {
    request: {
      ...to,
      application,
      redirectUriNamed: named !== null,
      scopes,
      challenge: get('code_challenge'),
      resource: instance.options.resource === 'bind' ? parameters.getAll('resource') : [],
      nonce: get('nonce'),
      prompt: get('prompt'),
    },
  };
}

function onPage(status: number, error: string, description: string): Checked {
  return { refusal: { to: null, status, error, description } };
}

function scopesOf(scope: string | null): readonly string[] {
  return scope === null ? assumedScopes : splitScopes(scope);
}

type Problem = Pick<Refusal, 'error' | 'description'>;

function problemWith(
  instance: Instance,
  parameters: URLSearchParams,
  application: OAuthApplication,
): Problem | null {
  const repeated = single.find((name) => parameters.getAll(name).length > 1);
  if (repeated) return { error: 'invalid_request', description: `The parameter '${repeated}' is repeated.` };
  return (
    scopeProblem(instance, scopesOf(parameters.get('scope') || null), application) ??
    resourceProblem(instance, parameters.getAll('resource')) ??
    responseTypeProblem(parameters) ??
    challengeProblem(parameters, application) ??
    stateProblem(parameters)
  );
}

function scopeProblem(
  instance: Instance,
  scopes: readonly string[],
  application: OAuthApplication,
): Problem | null {
  const allowed = instance.options.scopeStrict ? application.scopes : supportedScopes(instance);
  const refused = scopes.find((scope) => !allowed.includes(scope));
  if (refused === undefined) return null;
  return {
    error: 'invalid_scope',
    description: `The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed to request scope '${refused}'.`,
  };
}

/** RFC 8707 §2: an absolute URI without fragment. */
function resourceProblem({ options }: Instance, resources: readonly string[]): Problem | null {
  if (options.resource === 'ignore') return null;
  const isAbsolute = (uri: string) =>
    /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(uri) && !uri.includes('#') && URL.canParse(uri);
  const wrong = resources.find((uri) => !isAbsolute(uri));
  return wrong === undefined
    ? null
    : {
        error: 'invalid_target',
        description: 'The requested resource is invalid, missing, unknown, or malformed.',
      };
}

function responseTypeProblem(parameters: URLSearchParams): Problem | null {
  const type = parameters.get('response_type');
  if (type === 'code') return null;
  return type
    ? {
        error: 'unsupported_response_type',
        description: 'The authorization server does not support this response type.',
      }
    : { error: 'invalid_request', description: "The 'response_type' parameter is missing." };
}

/** S256 only; mandatory for public clients and not for confidential ones that registered dynamically [D]. */
function challengeProblem(parameters: URLSearchParams, application: OAuthApplication): Problem | null {
  const challenge = parameters.get('code_challenge');
  if (!challenge) {
    return application.requiresPkce
      ? {
          error: 'invalid_request',
          description:
            'This client must include a code_challenge when performing the authorize code flow, but it is missing.',
        }
      : null;
  }
  if (parameters.get('code_challenge_method') !== 'S256')
    return { error: 'invalid_request', description: 'Clients must use code_challenge_method=S256.' };
  return /^[\w-]{43}$/.test(challenge)
    ? null
    : { error: 'invalid_request', description: 'The code_challenge is malformed.' };
}

/** At least 8 characters, unless PKCE protects the flow [D]. */
function stateProblem(parameters: URLSearchParams): Problem | null {
  if (parameters.get('code_challenge') || (parameters.get('state') ?? '').length >= 8) return null;
  return {
    error: 'invalid_state',
    description:
      "Request parameter 'state' must be at least be 8 characters long to ensure sufficient entropy.",
  };
}
