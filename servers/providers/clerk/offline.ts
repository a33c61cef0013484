import { BugError, UsageError } from '../../../harness/define/error.ts';
import {
  formSignIn,
  jwtTokens,
  notSupported,
  type ProviderDefinition,
  type ProviderOptions,
  type StartContext,
  type StartedProvider,
  verifiedTokens,
} from '../../../harness/define/provider.ts';
import type { VerifiedToken } from '../../../harness/define/token.ts';
import { clerkResourceServer } from '../../resource/clerk/index.ts';
import { baseline } from './baseline.ts';
import { makeApplication, makeApplications } from './live/applications.ts';
import { openBackendApi } from './live/backend-api.ts';
import { notes } from './notes.ts';
import { registrationScope, scope } from './scopes.ts';

const users = [
  { username: 'ada+clerk_test@example.com', password: 'correct horse battery staple' },
  { username: 'grace+clerk_test@example.com', password: 'nanoseconds and a long wire' },
];

/** The definition for `--offline`: a stand-in on loopback, reached through the same APIs as Clerk itself. */
export function offlineDefinition({
  tokenFormat = 'jwt',
}: Pick<ProviderOptions, 'tokenFormat'>): ProviderDefinition {
  const running = new Map<string, { readonly apiUrl: string; readonly secretKey: string }>();
  return {
    name: 'clerk',
    start: (context) => start(context, tokenFormat, running),
    registration: {
      dynamic: true,
      static: 'made',
      metadataDocument: notSupported(
        'client ID metadata documents are a beta that Clerk switches on by request',
      ),
    },
    users,
    signIn: formSignIn({ approve: 'Allow', deny: 'Deny' }),
    tokens:
      tokenFormat === 'jwt'
        ? jwtTokens()
        : verifiedTokens((token) => verifyOpaque(token, [...running.values()])),
    scope,
    registrationScope,
    baseline,
    notes,
    resourceServer: clerkResourceServer(),
    notice:
      'The authorization server judged here is a stand-in for Clerk, written from documentation of 2026-08. It is not Clerk: a verdict on it says what Clerk is documented to do, and nothing about the live service.',
  };
}

async function start(
  { users: people, faults, applicationUris, tap, port }: StartContext,
  tokenFormat: 'jwt' | 'opaque',
  running: Map<string, { readonly apiUrl: string; readonly secretKey: string }>,
): Promise<StartedProvider> {
  if (faults.length > 0) {
    throw new UsageError(
      'fault',
      'faults cannot be switched on in the stand-in for Clerk; oidc-provider has them',
    );
  }
  const { startClerkStandIn } = await import('./stand-in/index.ts');
  const standIn = await startClerkStandIn({
    tokenFormat,
    users: people,
    ...(tap ? { tap } : {}),
    ...(port === undefined ? {} : { port }),
  });
  const { issuer, apiUrl, secretKey, publishableKey, ca } = standIn;
  running.set(issuer, { apiUrl, secretKey });
  const api = openBackendApi({ apiUrl, secretKey, intervalMs: 0 });
  const { clients } = await makeApplications(api, registrationScope);
  const application = applicationUris && {
    name: 'mcp-conformance web client',
    isPublic: false,
    scope: registrationScope,
    redirectUris: applicationUris,
  };
  return {
    issuer,
    ca,
    clients,
    ...(application ? { application: (await makeApplication(api, application)).client } : {}),
    // Clerk's SDK takes JWTs of an instance whatever the instance issues, so they are forged in either case.
    mint: standIn.mint,
    publicKey: standIn.publicKey,
    environment: {
      CLERK_SECRET_KEY: secretKey,
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_API_URL: apiUrl,
    },
    stop: async () => {
      running.delete(issuer);
      await standIn.stop();
      // The harness may ask the authorization server for anything; the Backend API is asked by Clerk's SDK alone.
      const lacking = standIn.unknownRequests().find((request) => request.startsWith('backend '));
      if (lacking) throw new BugError(`The stand-in for Clerk has no route for ${lacking}.`);
    },
  };
}

/** Asks the instances that run; a token is known to the one that issued it. */
async function verifyOpaque(
  token: string,
  instances: readonly { readonly apiUrl: string; readonly secretKey: string }[],
): Promise<VerifiedToken> {
  const { verifyAccessToken } = await import('./live/verify-access-token.ts');
  for (const { apiUrl, secretKey } of instances) {
    const found = await verifyAccessToken(openBackendApi({ apiUrl, secretKey, intervalMs: 0 }), token);
    if (found) return found;
  }
  throw new Error('no instance knows the token');
}
