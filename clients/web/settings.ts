import { quote, UsageError } from '../../harness/define/error.ts';
import { isLoopbackUrl } from './destinations.ts';
import { type StoreChoice, storeChoice } from './stores/open.ts';

/** How a web client is set up. */
export interface WebClientSettings {
  readonly host: string;
  readonly port: number;
  /** The address that users have of it, where that is another one than it listens on. */
  readonly publicUrl: string | null;
  /** Whether the `X-Forwarded-*` headers of the proxy in front are believed. */
  readonly trustProxy: boolean;
  readonly allowHttp: boolean;
  /** Whether users may send the client to its own machine and network; not where it is open to others. */
  readonly allowPrivate: boolean;
  /** The MCP server that stands in the form at first, for those who have only one to try. */
  readonly suggestedServer: string | null;
  readonly store: StoreChoice;
  /** Milliseconds that a session lives without being used. */
  readonly sessionLifeMs: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the authorization server sends the user back to. */
export const callbackPath = '/oauth/callback';

/** The redirect URIs of a client, by the addresses that its users have of it. */
export function redirectUrisOf({ publicUrl, port }: Pick<WebClientSettings, 'publicUrl' | 'port'>): string[] {
  const origins =
    publicUrl === null ? ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${port}`) : [publicUrl];
  return origins.map((origin) => origin + callbackPath);
}

/** Where the client listens when nothing is said. */
export const defaultPort = 3000;

/** Reads the set-up from environment variables; throws a `UsageError` for what is wrong with them. */
export function webClientSettings(environment: Environment): WebClientSettings {
  const publicUrl = publicOrigin(environment['PUBLIC_URL']);
  const trustProxy = isOn(environment, 'TRUST_PROXY');
  const host = environment['HOST'] || '127.0.0.1';
  const isPublic =
    trustProxy ||
    !/^(127(\.\d+){3}|::1|localhost)$/.test(host) ||
    (publicUrl !== null && !isLoopbackUrl(new URL(publicUrl)));
  return {
    host,
    port: wholeNumber(environment, 'PORT', { otherwise: defaultPort, from: 0, to: 65_535 }),
    publicUrl,
    trustProxy,
    allowHttp: isOn(environment, 'ALLOW_HTTP'),
    allowPrivate: !isPublic || isOn(environment, 'ALLOW_PRIVATE_NETWORK'),
    suggestedServer: environment['MCP_SERVER_URL'] || null,
    store: storeChoice(environment['SESSION_STORE'], environment['REDIS_URL']),
    sessionLifeMs:
      60_000 * wholeNumber(environment, 'SESSION_MINUTES', { otherwise: 480, from: 1, to: 43_200 }),
  };
}

function publicOrigin(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return url.origin;
  throw new UsageError(
    'public-url',
    `PUBLIC_URL=${quote(text)}: takes an origin, such as https://client.example`,
  );
}

function isOn(environment: Environment, name: string): boolean {
  const text = environment[name] ?? '';
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (/^(|0|false|no|off)$/i.test(text)) return false;
  throw new UsageError(name, `${name}=${quote(text)}: takes 1 or 0`);
}

/** A whole number in an environment variable. */
export function wholeNumber(
  environment: Environment,
  name: string,
  { otherwise, from, to }: { readonly otherwise: number; readonly from: number; readonly to: number },
): number {
  const text = environment[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new UsageError(name, `${name}=${quote(text)}: takes a whole number from ${from} to ${to}`);
}
