import type { BaselineEntry } from '../../../harness/define/provider.ts';

/**
 * What Clerk's server is documented, or reported, to do otherwise than required, as of 2026-08.
 *
 * Only what a check finds is listed; docs/clerk.md has the rest. Nothing here was seen at the live service by us.
 */
export const baseline: readonly BaselineEntry[] = [
  {
    requirement: 'as.iss.sent',
    reason:
      'no iss parameter is documented for authorization responses, and the metadata schema has no flag for it',
    source: 'clerk/openapi-specs fapi/2026-05-12 @7987d1b, OAuth2AuthorizationServerMetadata [D]',
  },
  {
    requirement: 'as.token.error-format',
    reason: 'invalid_grant is among the errors that the token endpoint answers with 401 rather than 400',
    source: 'clerk/openapi-specs fapi/2026-05-12 @7987d1b, /oauth/token [D]',
  },
  {
    requirement: 'as.refresh.detects-reuse',
    reason:
      'refresh tokens rotate and a retired one is refused, but whoever came first keeps working: no revocation of the family is documented',
    source: 'clerk/cli @33d5c77 lib/credential-store.ts [D]; kernel-mcp-server#138 [F]',
  },
];
