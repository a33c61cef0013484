import type { ServerTap } from '../../../../harness/trace/server-tap.ts';

/** A person who can sign in to the stand-in. */
export interface StandInUser {
  /** The e-mail address. */
  readonly username: string;
  readonly password: string;
}

/** What goes wrong on demand; everything else works as ever. */
export interface Trouble {
  /** Every Backend API call is answered 429 with this `Retry-After`. */
  readonly rateLimitedFor?: number;
  /** Every Backend API call is answered 500. */
  readonly failing?: boolean;
  /** Backend API answers say `application/json; charset=utf-8`, which the Backend SDK does not parse [C]. */
  readonly charset?: boolean;
  /** Verifying an opaque token answers 200 with `revoked: true` or `expired: true`, which the SDK ignores [C]. */
  readonly reports?: 'revoked' | 'expired';
  /** JWTs are issued under a key id that no key set has. */
  readonly foreignKeyId?: boolean;
  /** Access tokens are issued with a life that ended this many seconds ago. */
  readonly expiredFor?: number;
}

/** How the stand-in behaves; what is left out is as Clerk was documented in 2026-08. */
export interface StandInOptions {
  /** Format of access tokens; the setting `oauth_jwt_access_tokens` [D]. */
  readonly tokenFormat?: 'jwt' | 'opaque';
  /** Whether a `resource` parameter becomes the audience; ignored by Clerk before 2026-08 [F]. */
  readonly resource?: 'bind' | 'ignore';
  /** Dynamic client registration; off in a new instance of Clerk, on here because MCP clients need it [D]. */
  readonly dynamicRegistration?: boolean;
  /** Scopes of clients that register without any; `email offline_access profile` when left out [F]. */
  readonly defaultScopes?: readonly string[];
  /** Scopes that the instance has beside Clerk's own [D]. */
  readonly customScopes?: readonly string[];
  /** Refuses scopes that a client did not register for [F]. */
  readonly scopeStrict?: boolean;
  /** Leaves `refresh_token` out of the registered grant types [F]. */
  readonly registrationOmitsRefresh?: boolean;
  /** Issues a new refresh token at each exchange and ends the old one [D]. */
  readonly refreshRotation?: boolean;
  /** Status of `invalid_grant`; the API description lists it under 401 too, where RFC 6749 §5.2 has 400 [D]. */
  readonly invalidGrantStatus?: 400 | 401;
  /** Asks for consent on behalf of applications made by hand; always asked for all others [D]. */
  readonly consent?: boolean;
  /** Accepts client ID metadata documents, fetched in this way; a beta that support switches on [D]. */
  readonly metadataDocuments?: (url: string) => Promise<Response>;
  /** Sends `iss` in authorization responses and says so (RFC 9207); not documented for Clerk [D]. */
  readonly issuerParameter?: boolean;
  /** Enforces Clerk's documented rate limits; off, so that tests are quick. */
  readonly rateLimits?: boolean;
  readonly users?: readonly StandInUser[];
  /** Where the Frontend API listens; a free port when left out. */
  readonly port?: number;
  /** Records what callers do at the Frontend API. */
  readonly tap?: ServerTap;
  readonly trouble?: Trouble;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Options with every default filled in. */
type Optional = 'metadataDocuments' | 'port' | 'tap';
export type FilledOptions = Required<Omit<StandInOptions, Optional>> & Pick<StandInOptions, Optional>;

/** Fills in what Clerk does when nothing is said. */
export function withDefaults(options: StandInOptions): FilledOptions {
  return {
    tokenFormat: 'jwt',
    resource: 'bind',
    dynamicRegistration: true,
    defaultScopes: ['email', 'offline_access', 'profile'],
    customScopes: [],
    scopeStrict: true,
    registrationOmitsRefresh: true,
    refreshRotation: true,
    invalidGrantStatus: 401,
    consent: true,
    issuerParameter: false,
    rateLimits: false,
    users: [],
    trouble: {},
    now: Date.now,
    ...options,
  };
}
