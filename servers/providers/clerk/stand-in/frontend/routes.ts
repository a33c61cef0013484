import type { Route } from '../route.ts';
import { authorizeRoutes } from './authorize.ts';
import { consentRoutes } from './consent.ts';
import { consentPageRoutes } from './consent-page.ts';
import { metadataRoutes } from './metadata.ts';
import { registerRoutes } from './register.ts';
import { signInPageRoutes } from './sign-in-page.ts';
import { signInRoutes } from './sign-ins.ts';
import { tokenRoutes } from './token.ts';
import { tokenEndpointRoutes } from './token-endpoints.ts';

/** The Frontend API, with the two pages of the Account Portal that a flow needs. */
export const frontendRoutes: readonly Route[] = [
  ...metadataRoutes,
  ...registerRoutes,
  ...authorizeRoutes,
  ...signInPageRoutes,
  ...consentPageRoutes,
  ...consentRoutes,
  ...tokenRoutes,
  ...tokenEndpointRoutes,
  ...signInRoutes,
];
