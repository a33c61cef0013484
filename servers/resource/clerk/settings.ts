/** What a deployment of the Clerk-backed MCP server is told by its environment. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** The MCP endpoint as clients know it, where it is not where the server listens. */
  readonly publicUrl: string | null;
  /** What Express trusts of `X-Forwarded-*`; nothing unless told. */
  readonly trustProxy: boolean | number | string;
  /** Names beside loopback and the public one that requests may be for. */
  readonly allowedHosts: readonly string[];
  /** Origins of web clients that may call; `*` for all. */
  readonly allowedOrigins: readonly string[];
  readonly issuer: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings; throws with all that is missing or wrong, and no value that is a secret. */
export function readSettings(environment: Environment): Settings {
  const problems: string[] = [];
  const missing = ['CLERK_PUBLISHABLE_KEY', 'CLERK_SECRET_KEY'].filter((name) => !environment[name]);
  if (missing.length > 0) problems.push(`set ${missing.join(' and ')} (Clerk dashboard, API keys)`);
  const port = Number(environment['PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push('PORT is not a port number');
  const publicUrl = environment['PUBLIC_URL'] || null;
  if (publicUrl !== null && !/^https?:\/\/[^/?#]+\/[^?#]*$/.test(publicUrl)) {
    problems.push('PUBLIC_URL is the URL of the MCP endpoint, for instance https://mcp.example.com/mcp');
  }
  const host = environment['HOST'] || '127.0.0.1';
  if (publicUrl === null && !/^(localhost|127(\.\d+){3}|::1)$/.test(host)) {
    problems.push('set PUBLIC_URL where HOST is not loopback: it is the audience that tokens must have');
  }
  const issuer = issuerOf(environment['CLERK_PUBLISHABLE_KEY'] ?? '');
  if (issuer === null && missing.length === 0)
    problems.push('CLERK_PUBLISHABLE_KEY is not a publishable key');
  if (problems.length > 0) throw new Error(problems.join('; '));
  return {
    host,
    port,
    publicUrl,
    trustProxy: trustOf(environment['TRUST_PROXY']),
    allowedHosts: listOf(environment['ALLOWED_HOSTS']),
    allowedOrigins: listOf(environment['ALLOWED_ORIGINS']),
    issuer: issuer ?? '',
  };
}

/** A publishable key is `pk_test_` or `pk_live_` and the base64 of the issuer's host and a `$`. */
function issuerOf(publishableKey: string): string | null {
  const [, encoded = ''] = /^pk_(?:test|live)_([A-Za-z0-9+/=]+)$/.exec(publishableKey) ?? [];
  const [, host] = /^([^$/\s]+)\$$/.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return host === undefined ? null : `https://${host}`;
}

/** `true`, the number of proxies in front, or their addresses, as Express takes them. */
function trustOf(text = ''): boolean | number | string {
  if (text === '' || text === 'false') return false;
  if (text === 'true') return true;
  return /^\d+$/.test(text) ? Number(text) : text;
}

function listOf(text = ''): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
