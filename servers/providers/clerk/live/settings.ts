import type { RegistrationMode } from '../../../../harness/catalogue/vocabulary.ts';
import { UsageError } from '../../../../harness/define/error.ts';
import type { BackendApi } from './backend-api.ts';

const path = '/v1/instance/oauth_application_settings';

/** What an instance's settings mean for a run; `null` where it does not say. */
export interface OAuthSettings {
  readonly dynamicRegistration: boolean | null;
  readonly tokenFormat: 'jwt' | 'opaque' | null;
  readonly defaultScopes: readonly string[] | null;
}

/** Reads the OAuth settings of the instance; changes nothing. */
export async function readSettings(api: BackendApi): Promise<OAuthSettings> {
  const found = ((await api.get(path)) ?? {}) as Readonly<Record<string, unknown>>;
  const dynamic = found['dynamic_oauth_client_registration'];
  const jwt = found['oauth_jwt_access_tokens'];
  const scopes = found['default_scopes'];
  return {
    dynamicRegistration: typeof dynamic === 'boolean' ? dynamic : null,
    tokenFormat: typeof jwt === 'boolean' ? (jwt ? 'jwt' : 'opaque') : null,
    defaultScopes: Array.isArray(scopes) ? scopes.map(String) : null,
  };
}

/** Throws a `UsageError` with every setting that a run needs otherwise, and how to switch it. */
export function checkSettings(
  { dynamicRegistration, tokenFormat }: OAuthSettings,
  wishes: { readonly modes: readonly RegistrationMode[]; readonly tokenFormat: 'jwt' | 'opaque' | undefined },
): void {
  const problems = [
    ...(wishes.modes.includes('dynamic') && dynamicRegistration === false
      ? [
          `Dynamic client registration is off. Dashboard → OAuth applications → Settings → Dynamic client registration; or
    ${patch({ dynamic_oauth_client_registration: true })}
  Or judge static clients only: --mode static`,
        ]
      : []),
    ...(wishes.tokenFormat !== undefined && tokenFormat !== null && wishes.tokenFormat !== tokenFormat
      ? [
          `Access tokens are ${tokenFormat === 'jwt' ? 'JWTs' : 'opaque'}, and --token-format says ${wishes.tokenFormat}. Dashboard → OAuth applications → Settings → Generate access tokens as JWTs; or
    ${patch({ oauth_jwt_access_tokens: wishes.tokenFormat === 'jwt' })}
  Or leave --token-format out, and the instance's own format is judged`,
        ]
      : []),
  ];
  if (problems.length > 0) {
    const list = problems.map((problem) => `  ${problem}`).join('\n');
    throw new UsageError(
      'clerk-settings',
      `The Clerk instance is not set up for this run:\n${list}\nNothing was changed, and nothing was judged.`,
    );
  }
}

function patch(body: Readonly<Record<string, unknown>>): string {
  return `npx clerk@latest api instance/oauth_application_settings -X PATCH -d '${JSON.stringify(body)}'`;
}
