import type { Instance, OAuthApplication } from '../instance.ts';
import { splitScopes } from '../scopes.ts';
import { mayRegister } from './redirect-uri.ts';

/** The application behind a client id: one that is registered, or one that a metadata document describes. */
export async function findApplication(
  instance: Instance,
  clientId: string | null,
): Promise<OAuthApplication | null> {
  if (clientId === null) return null;
  const known = instance.applications.get(clientId);
  if (known) return known;
  const { metadataDocuments } = instance.options;
  if (!metadataDocuments || !isDocumentUrl(clientId)) return null;
  const application = await metadataDocuments(clientId).then(
    (response) => describedBy(response, clientId, instance),
    () => null,
  );
  if (application) instance.applications.set(clientId, application);
  return application;
}

/** An https URL with a path [D]. */
function isDocumentUrl(clientId: string): boolean {
  return URL.canParse(clientId) && /^https:\/\/[^/?#]+\/[^#]+$/.test(clientId);
}

/** Metadata-document clients are public, use S256, always ask for consent and always get offline_access [D]. */
async function describedBy(
  response: Response,
  clientId: string,
  instance: Instance,
): Promise<OAuthApplication | null> {
  if (response.status !== 200) return null;
  const document = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  const uris = document?.['redirect_uris'];
  const isValid =
    document?.['client_id'] === clientId &&
    typeof document['client_name'] === 'string' &&
    Array.isArray(uris) &&
    uris.length > 0 &&
    uris.every(mayRegister) &&
    !('client_secret' in document);
  if (!isValid) return null;
  const { scope } = document;
  const scopes = typeof scope === 'string' ? splitScopes(scope) : [...instance.options.defaultScopes];
  return {
    id: clientId,
    clientId,
    clientSecret: null,
    authenticationMethod: 'none',
    name: document['client_name'] as string,
    uri: clientId,
    redirectUris: uris,
    scopes: [...new Set([...scopes, 'offline_access'])],
    origin: 'document',
    asksConsent: true,
    requiresPkce: true,
    createdAt: instance.now() * 1000,
  };
}
