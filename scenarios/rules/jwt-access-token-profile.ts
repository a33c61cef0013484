import { defineRule, fact, jsonObject, type SecretFacts, select } from 'mcp-conformance';

const required = ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'];

/** RFC 9068 §2: only for tokens that claim the profile by their typ. */
export default defineRule({
  judges: 'as.token.jwt-profile',
  title: 'Access tokens of type at+jwt have the claims of the profile.',
  otherwise: 'no access token claims the JWT profile',
  examine: (trace) =>
    select(trace, { kind: 'token-request', accepted: true }).flatMap((observed) => {
      const token = jsonObject(observed.response?.body)?.['access_token'];
      const jwt = typeof token === 'string' ? trace.secrets.get(token)?.jwt : undefined;
      return jwt && /^(application\/)?at\+jwt$/i.test(String(jwt.header['typ']))
        ? [{ observed, expect: followsProfile(jwt, trace.issuer) }]
        : [];
    }),
});

function followsProfile({ header, claims }: NonNullable<SecretFacts['jwt']>, issuer: string) {
  return fact(`signed, with ${required.join(', ')} and iss ${issuer}`, () => {
    if (!header['alg'] || header['alg'] === 'none') return `alg ${String(header['alg'])}`;
    const missing = required.filter((name) => claims[name] === undefined);
    if (missing.length > 0) return `${missing.join(', ')} (absent)`;
    return claims['iss'] === issuer ? null : `iss ${String(claims['iss'])}`;
  });
}
