import { createHash, randomBytes } from 'node:crypto';
import { errorCode } from '../define/observation.ts';
import type {
  Authorization,
  AuthorizeOptions,
  Parameters,
  RegisteredClient,
} from '../define/provider-probe.ts';
import { openCookieJar } from '../sign-in/cookies.ts';
import { isCallback, responseParameters, type SignInResult } from '../sign-in/driver.ts';
import type { Http } from '../trace/http.ts';
import type { Sessions } from './sessions.ts';
import type { Setup } from './setup.ts';

/** Merges overrides into parameters: `undefined` leaves one out, a list repeats it. */
export function withOverrides(base: Parameters, overrides: Parameters = {}): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...base, ...overrides })) {
    for (const single of [value ?? []].flat()) parameters.append(name, single);
  }
  return parameters;
}

/** Sends a user's browser through the authorization endpoint with a well-behaved request, changed as asked. */
export async function authorize(
  http: Http,
  setup: Setup,
  sessions: Sessions,
  request: { endpoint: string; client: RegisteredClient; scope: string; resource: string | undefined },
  options: AuthorizeOptions,
): Promise<Authorization> {
  const { client } = request;
  const verifier = randomBytes(48).toString('base64url');
  const defaults: Parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUris[0],
    scope: request.scope === '' ? undefined : request.scope,
    state: randomBytes(24).toString('base64url'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    resource: request.resource,
  };
  const parameters = withOverrides(defaults, options.parameters);
  askForConsent(parameters);
  const asked = parameters.get('redirect_uri');
  const state = parameters.get('state');
  const user = options.user ?? 0;
  const cookies = options.freshSession ? openCookieJar() : sessions.of(user);
  const url = `${request.endpoint}${request.endpoint.includes('?') ? '&' : '?'}${parameters}`;
  const trip = await setup.driver.drive({
    url,
    redirectUris: [...new Set([...parameters.getAll('redirect_uri'), ...client.redirectUris])],
    state,
    user: setup.provider.users[user] ?? null,
    decision: options.decision ?? 'approve',
    cookies,
    http,
    ...(options.note ? { note: options.note } : {}),
  });
  // What a driver says of a page has its URL and its text in it.
  return toAuthorization(
    { ...trip, stuck: trip.stuck && http.hide(trip.stuck) },
    {
      client,
      verifier,
      state,
      redirectUri: asked ?? client.redirectUris[0] ?? '',
    },
  );
}

/** `offline_access` takes the user's consent each time (OpenID Connect Core §11). */
function askForConsent(parameters: URLSearchParams): void {
  const scope = parameters.get('scope') ?? '';
  if (scope.split(' ').includes('offline_access') && !parameters.has('prompt'))
    parameters.set('prompt', 'consent');
}

function toAuthorization(
  trip: SignInResult,
  sent: Pick<Authorization, 'client' | 'verifier' | 'state' | 'redirectUri'>,
): Authorization {
  const response = responseParameters(trip.redirectedTo ?? '');
  const arrived =
    trip.redirectedTo !== null &&
    isCallback(trip.redirectedTo, { redirectUris: [sent.redirectUri], state: null });
  const last = trip.replies.at(-1) ?? trip.replies[0];
  const code = response.get('code');
  return {
    ...sent,
    code,
    redirectedTo: trip.redirectedTo,
    response,
    request: trip.replies[0],
    pages: trip.pages,
    exchanges: trip.replies.map(({ exchange }) => exchange),
    accepted: arrived && code !== null,
    status: last.status,
    error: response.get('error') ?? errorCode(last.exchange),
    ...(trip.stuck ? { remark: trip.stuck } : {}),
  };
}
