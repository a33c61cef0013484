import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { ConsentFacts } from './pages/consent.ts';
import type { Interception } from './storage.ts';

/** What a request is for; `resume` is the browser coming back from a sign-in or consent page. */
export type Route =
  | 'authorization'
  | 'resume'
  | 'interaction'
  | 'token'
  | 'registration'
  | 'revocation'
  | 'introspection'
  | 'jwks'
  | 'oauth-metadata'
  | 'oidc-metadata'
  | 'other';

/** One request and its answer, with `state` for what two hooks of a fault want to tell each other. */
export type Exchange = KoaContextWithOIDC;

/** Both metadata documents. */
export const metadataRoutes: readonly Route[] = ['oauth-metadata', 'oidc-metadata'];

export type JsonDocument = Record<string, unknown>;

type Next = () => Promise<void>;

/** What the embedded provider opens to its faults: places to step in, none of which changes anything unused. */
export interface FaultyProvider {
  /** The issuer identifier, once the provider has started. */
  readonly issuer: () => string;
  /** Gives the issuer a path, with `/` in front and none at the end. */
  readonly moveTo: (path: string) => void;
  /** Changes the configuration before the provider is made. */
  readonly configure: (change: (configuration: MutableConfiguration) => void) => void;
  /** Changes the provider, its models included, after it was made. */
  readonly onProvider: (change: (provider: Provider) => void) => void;
  /** Opens a second door, whose TLS nobody has a reason to trust; answers with its origin, once the provider has started. */
  readonly openUntrustedDoor: () => () => string;
  /** Wraps all routes. */
  readonly use: (middleware: (exchange: Exchange, next: Next, route: Route) => Promise<void>) => void;
  /** Changes the parameters of a request, query or form, before the provider sees them. */
  readonly rewriteForm: (route: Route, change: Change<URLSearchParams>) => void;
  /** Changes the JSON that a request brings. */
  readonly rewriteRequest: (route: Route, change: Change<JsonDocument>) => void;
  /** Changes the JSON that a request is answered with, errors included. */
  readonly rewriteJson: (route: Route | readonly Route[], change: Change<JsonDocument>) => void;
  /** Changes the parameters of an authorization response on its way to the client. */
  readonly rewriteCallback: (change: Change<URLSearchParams>) => void;
  /** Changes what the consent page shows. */
  readonly rewriteConsent: (change: (facts: ConsentFacts) => ConsentFacts) => void;
  /** Decides in place of the user, without a page; `null` leaves the decision to them. */
  readonly decideConsent: (decide: (asked: ConsentAsked) => 'approve' | 'deny' | null) => void;
  /** Replaces what the provider does with records of a kind, such as `AuthorizationCode` or `RefreshToken`. */
  readonly storage: { readonly intercept: (kind: string, change: Interception) => void };
  /** Parameters of the request that is being answered. */
  readonly currentParameters: () => Readonly<Record<string, string | undefined>>;
  /** Headers of the request that is being answered. */
  readonly currentHeaders: () => Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Fetches a client ID metadata document as the provider does. */
  readonly fetchDocument: (url: string) => Promise<Response>;
}

export type Change<Subject> = (subject: Subject, exchange: Exchange) => void | Promise<void>;

/** Who asks whom for consent. */
export interface ConsentAsked {
  readonly clientId: string;
  readonly accountId: string;
}

/** Configuration as faults see it: what they change is there. */
export type MutableConfiguration = Omit<Configuration, 'routes' | 'ttl' | 'scopes' | 'features'> & {
  routes: Record<string, string>;
  ttl: Record<string, number>;
  scopes: string[];
  features: Record<string, JsonDocument & { enabled: boolean }>;
};

/** Answers with a JSON error (RFC 6749 §5.2). */
export function answerError(exchange: Exchange, status: number, error: string): void {
  exchange.status = status;
  exchange.set('Cache-Control', 'no-store');
  exchange.body = { error, error_description: 'refused by a fault that is switched on' };
}

/** Sends the browser back to the client with an error, whatever the request was (RFC 6749 §4.1.2.1). */
export function redirectError(exchange: Exchange, issuer: string, error: string): void {
  const { redirect_uri: target, state } = exchange.query;
  const parameters = new URLSearchParams({ error, iss: issuer });
  if (typeof state === 'string') parameters.set('state', state);
  exchange.redirect(`${String(target)}${String(target).includes('?') ? '&' : '?'}${parameters}`);
  exchange.status = 303;
}

/** The path as it was asked for, before the well-known location and the issuer's path were taken apart. */
export function askedPath({ req }: Exchange): string {
  return (req as { originalUrl?: string }).originalUrl ?? '';
}
