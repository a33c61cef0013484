import { json } from '../answers.ts';
import { keySet } from '../keys.ts';
import type { Route } from '../route.ts';
import { accessTokenRoutes } from './access-tokens.ts';
import { settingsRoutes } from './instance-settings.ts';
import { oauthApplicationRoutes } from './oauth-applications.ts';
import { signInTokenRoutes } from './sign-in-tokens.ts';
import { userRoutes } from './users.ts';

/** The Backend API, so far as SDKs and the harness use it. */
export const backendRoutes: readonly Route[] = [
  // The SDK takes the keys from here, not from the Frontend API [C].
  { method: 'GET', path: '/v1/jwks', answer: (_, { keys }) => json(keySet(keys)) },
  ...accessTokenRoutes,
  ...userRoutes,
  ...oauthApplicationRoutes,
  ...settingsRoutes,
  ...signInTokenRoutes,
];
