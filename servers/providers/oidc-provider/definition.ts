import {
  defaultRedirectUri,
  defineProvider,
  formSignIn,
  jwtTokens,
  type StartContext,
  type StartedProvider,
} from '../../../harness/define/provider.ts';
import type { PreregisteredClient } from './options.ts';
import { defaultScopes } from './scopes.ts';

const redirectUris = [defaultRedirectUri];

/** Clients that are there without registering: one that cannot keep a secret, and one that can. */
const clients: readonly PreregisteredClient[] = [
  { clientId: 'mcp-conformance-public', redirectUris },
  {
    clientId: 'mcp-conformance-confidential',
    clientSecret: 'a-secret-for-the-stand-in-only',
    // The second is where the conformance clients of the SDKs come back to.
    redirectUris: [...redirectUris, 'http://localhost:3000/callback'],
  },
];

/** A client for people to try by hand, at the callback of the web client on any port of this machine. */
export const webClient = {
  clientId: 'mcp-conformance-web-client',
  clientSecret: 'another-secret-for-the-stand-in-only',
  redirectUris: ['http://127.0.0.1:3000/oauth/callback', 'http://localhost:3000/oauth/callback'],
} satisfies PreregisteredClient;

/** The embedded stand-in: the real oidc-provider on loopback, so that a run needs nothing but Node. */
export default defineProvider({
  name: 'oidc-provider',
  start,
  registration: { dynamic: true, static: clients, metadataDocument: true },
  signIn: formSignIn(),
  tokens: jwtTokens(),
  scope: 'openid offline_access mcp:tools',
  registrationScope: defaultScopes.join(' '),
});

async function start({
  origin,
  users,
  resources,
  documents,
  faults,
  applicationUris,
  ...others
}: StartContext): Promise<StartedProvider> {
  const { startEmbeddedProvider } = await import('./start.ts');
  const application = applicationUris ? { ...webClient, redirectUris: [...applicationUris] } : webClient;
  const provider = await startEmbeddedProvider({
    ...(origin === undefined ? {} : { issuer: origin, listen: false }),
    users,
    resources,
    clients: [...clients, application],
    metadataDocuments: documents,
    faults,
    ...others,
  });
  return {
    issuer: provider.issuer,
    stop: provider.close,
    handler: provider.handler as (request: unknown, response: unknown) => void,
    mint: provider.mint,
    publicKey: provider.publicKey,
    application,
  };
}
