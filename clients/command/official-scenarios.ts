import type { RegistrationMode, Revision } from '../../harness/catalogue/vocabulary.ts';

/**
 * Scenarios of the official conformance suite that put a client into the same situation as ours, by the beginning of our
 * id. The conformance clients of the SDKs know these names, and some of them refuse to run under any other.
 */
export const counterparts: readonly (readonly [ours: string, official: string, since?: Revision])[] = [
  ['client/scope-selection/rs.challenge.scopes-beyond-metadata', 'auth/scope-from-www-authenticate'],
  ['client/scope-selection/rs.challenge.scope-missing', 'auth/scope-from-scopes-supported'],
  ['client/scope-selection/rs.challenge.scope-unknown', 'auth/scope-omitted-when-undefined'],
  ['client/step-up', 'auth/scope-step-up'],
  ['client/endless-step-up', 'auth/scope-retry-limit'],
  ['client/client-authentication/as.registration.client-secret-basic-only', 'auth/token-endpoint-auth-basic'],
  ['client/client-authentication/as.registration.client-secret-post-only', 'auth/token-endpoint-auth-post'],
  ['client/resource-metadata-url', 'auth/metadata-var3'],
  ['client/resource-metadata-fallback/at-the-path', 'auth/metadata-var1'],
  ['client/resource-metadata-fallback/at-the-root', 'auth/metadata-var2'],
  ['client/foreign-resource', 'auth/resource-mismatch'],
  ['client/document', 'auth/basic-cimd'],
  ['client/metadata-issuer', 'auth/metadata-issuer-mismatch', '2026-07-28'],
  ['client/moved-authorization-server', 'auth/authorization-server-migration', '2026-07-28'],
  ['client/offline-access', 'auth/offline-access-not-supported', '2026-07-28'],
  ['client/issuer-accepted/as.iss.missing-and-unadvertised', 'auth/iss-not-advertised', '2026-07-28'],
  ['client/issuer/as.iss.of-another-issuer', 'auth/iss-wrong-issuer', '2026-07-28'],
  ['client/issuer/as.iss.missing', 'auth/iss-supported-missing', '2026-07-28'],
  ['client/issuer/as.iss.wrong-and-unadvertised', 'auth/iss-unexpected', '2026-07-28'],
  ['client/issuer/', 'auth/iss-normalized', '2026-07-28'],
];

/** The name by which a conformance client of an SDK knows what it is to do; a plain sign-in where nothing is nearer. */
export function officialScenario(ours: string, revision: Revision, mode: RegistrationMode): string {
  // Only under this name do they use credentials that they are handed.
  if (mode === 'static') return 'auth/pre-registration';
  if (revision === '2025-03-26')
    return ours === 'client/legacy-discovery'
      ? 'auth/2025-03-26-oauth-endpoint-fallback'
      : 'auth/2025-03-26-oauth-metadata-backcompat';
  const found = counterparts.find(([id, , since = '2025-06-18']) => ours.startsWith(id) && revision >= since);
  return found?.[1] ?? (mode === 'metadata-document' ? 'auth/basic-cimd' : 'auth/metadata-default');
}
