import { quote, UsageError } from '../../../../harness/define/error.ts';

/** The keys of an instance, and what they say about it. */
export interface InstanceKeys {
  readonly publishableKey: string;
  readonly secretKey: string;
  /** The Frontend API, which the publishable key encodes. */
  readonly issuer: string;
  /** The Backend API. */
  readonly apiUrl: string;
  readonly isProduction: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const where =
  'Clerk dashboard → your application, Development instance → API keys; or: npx clerk@latest env pull';

/** Reads the keys; throws a `UsageError` that lists all that is missing or wrong, and shows no secret. */
export function readKeys(environment: Environment, allowProduction: boolean): InstanceKeys {
  const publishableKey = environment['CLERK_PUBLISHABLE_KEY'] ?? '';
  const secretKey = environment['CLERK_SECRET_KEY'] ?? '';
  const apiUrl = (environment['CLERK_API_URL'] || 'https://api.clerk.com').replace(/\/+$/, '');
  const issuer = issuerOf(publishableKey);
  const problems = [
    ...(publishableKey === '' ? ['CLERK_PUBLISHABLE_KEY is not set; it starts with pk_test_'] : []),
    ...(publishableKey !== '' && issuer === null
      ? [
          `CLERK_PUBLISHABLE_KEY ${quote(publishableKey)} is not a publishable key: pk_test_ and a host in base64`,
        ]
      : []),
    ...secretProblems(secretKey),
    ...(isUrl(apiUrl) ? [] : [`CLERK_API_URL ${quote(apiUrl)} is not an http or https URL`]),
  ];
  const kinds = [publishableKey, secretKey].map((key) => /^[ps]k_(test|live)_/.exec(key)?.[1]);
  if (kinds[0] && kinds[1] && kinds[0] !== kinds[1]) {
    problems.push(
      `CLERK_PUBLISHABLE_KEY is of a ${words[kinds[0]]} instance and CLERK_SECRET_KEY of a ${words[kinds[1]]} one`,
    );
  }
  const isProduction = kinds.includes('live');
  if (isProduction && !allowProduction) {
    problems.push(
      'the keys are those of a production instance, where a run creates a user, applications and tokens; use those of the Development instance, or say --allow-production',
    );
  }
  if (problems.length > 0 || issuer === null) {
    const list = problems.map((problem) => `  ${problem}`).join('\n');
    throw new UsageError(
      'clerk-keys',
      `clerk cannot be used yet:\n${list}\nKeys: ${where}.\nNothing was sent. Without keys: --offline judges the stand-in.`,
    );
  }
  return { publishableKey, secretKey, issuer, apiUrl, isProduction };
}

const words: Readonly<Record<string, string>> = { test: 'development', live: 'production' };

/** `pk_test_` or `pk_live_`, then the base64 of a host with a dot in it and one `$` [C]. */
function issuerOf(publishableKey: string): string | null {
  const encoded = /^pk_(?:test|live)_([A-Za-z0-9+/]+=*)$/.exec(publishableKey)?.[1];
  if (encoded === undefined) return null;
  const host = /^([^$/\s@?#]+\.[^$/\s@?#]+)\$$/.exec(Buffer.from(encoded, 'base64').toString('utf8'))?.[1];
  return host !== undefined && isUrl(`https://${host}`) ? `https://${host}` : null;
}

function secretProblems(secretKey: string): string[] {
  if (secretKey === '') return ['CLERK_SECRET_KEY is not set; it starts with sk_test_'];
  if (/^pk_/.test(secretKey))
    return ['CLERK_SECRET_KEY holds a publishable key; the secret one starts with sk_'];
  return /^sk_(test|live)_\w{20,}$/.test(secretKey)
    ? []
    : [
        `CLERK_SECRET_KEY is not a secret key (${secretKey.length} characters): it is sk_test_ and at least 20 letters and digits`,
      ];
}

function isUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text);
}
