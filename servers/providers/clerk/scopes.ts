/** Scopes that a well-behaved client asks for; `offline_access` is what a refresh token takes. */
export const scope = 'profile email offline_access';

/** Scopes that clients register with: Clerk refuses at the authorization endpoint what was not named here [F]. */
export const registrationScope = 'openid profile email offline_access public_metadata';
