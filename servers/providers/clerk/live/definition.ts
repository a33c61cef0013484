import {
  customSignIn,
  jwtTokens,
  notSupported,
  type PrepareContext,
  type PreparedProvider,
  type ProviderDefinition,
  type ProviderOptions,
  type Tokens,
  verifiedTokens,
} from '../../../../harness/define/provider.ts';
import { clerkResourceServer } from '../../../resource/clerk/index.ts';
import { baseline } from '../baseline.ts';
import { notes } from '../notes.ts';
import { registrationScope, scope } from '../scopes.ts';
import { makeApplications, removeRegistered } from './applications.ts';
import { type BackendApi, openBackendApi } from './backend-api.ts';
import { openSessions } from './browser-session.ts';
import { readKeys } from './keys.ts';
import { signInOnPages } from './page-sign-in.ts';
import { checkSettings, readSettings } from './settings.ts';
import { testEmail } from './test-user.ts';
import { ticketSignIn } from './ticket-sign-in.ts';
import { verifyAccessToken } from './verify-access-token.ts';

/** The definition for an instance of the user's own; throws a `UsageError` for keys that are missing or wrong. */
export function liveDefinition({
  environment,
  tokenFormat,
  allowProduction,
}: ProviderOptions): ProviderDefinition {
  const { issuer, apiUrl, secretKey, publishableKey, isProduction } = readKeys(environment, allowProduction);
  const api = openBackendApi({ apiUrl, secretKey });
  const sessions = openSessions(api, issuer);
  return {
    name: 'clerk',
    issuer,
    registration: {
      dynamic: true,
      static: 'made',
      metadataDocument: notSupported(
        'client ID metadata documents are a beta that Clerk switches on by request',
      ),
    },
    users: [{ username: testEmail, password: '' }],
    signIn: customSignIn(ticketSignIn(sessions, issuer), signInOnPages),
    tokens: tokensOf(tokenFormat ?? 'jwt', api),
    scope,
    registrationScope,
    // With opaque tokens each MCP request costs a call of the Backend API, which takes 100 in 10 s [D].
    requestsPerSecond: 8,
    prepare: (context) => prepare(context, { api, tokenFormat, endSessions: sessions.end }),
    baseline,
    notes,
    resourceServer: clerkResourceServer({
      CLERK_SECRET_KEY: secretKey,
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_API_URL: apiUrl,
    }),
    notice: `Judged at the Clerk instance ${issuer}, a ${isProduction ? 'production' : 'development'} instance, as ${testEmail}. How the harness signs in and removes what it made follows documentation of 2026-08 and was not verified against the live service.`,
  };
}

/** Checks the instance's settings and makes what the run needs; what was made before a failure is removed. */
async function prepare(
  { modes }: PrepareContext,
  {
    api,
    tokenFormat,
    endSessions,
  }: {
    readonly api: BackendApi;
    readonly tokenFormat: ProviderOptions['tokenFormat'];
    readonly endSessions: () => Promise<void>;
  },
): Promise<PreparedProvider> {
  const settings = await readSettings(api);
  checkSettings(settings, { modes, tokenFormat });
  const format = settings.tokenFormat ?? tokenFormat ?? 'jwt';
  const applications = modes.includes('static') ? await makeApplications(api, registrationScope) : null;
  const scopes = settings.defaultScopes?.join(' ') ?? 'not said';
  return {
    clients: applications?.clients ?? [],
    tokens: tokensOf(format, api),
    notice: `Its access tokens are ${format === 'jwt' ? 'JWTs' : 'opaque'}; scopes of clients that register without any: ${scopes}.`,
    removeClient: (clientId) => removeRegistered(api, clientId),
    end: async () => {
      await endSessions();
      return (await applications?.remove()) ?? [];
    },
  };
}

function tokensOf(format: 'jwt' | 'opaque', api: BackendApi): Tokens {
  if (format === 'jwt') return jwtTokens();
  return verifiedTokens(async (token) => {
    const found = await verifyAccessToken(api, token);
    if (!found) throw new Error('Clerk does not know the token');
    return found;
  });
}
