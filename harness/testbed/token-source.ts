import { randomUUID } from 'node:crypto';
import type { ProviderProbe, TokenAnswer } from '../define/provider-probe.ts';
import type { TokenSource } from '../define/resource-probe.ts';
import { decodeJwt } from '../trace/secrets.ts';
import { Blocked, nobodyToSignIn, once, type Setup } from './setup.ts';

/** Opens a source of access tokens for scenarios that need some, and do not care how they were got. */
export function openTokenSource(setup: Setup, provider: ProviderProbe): TokenSource {
  const grant = (user: number, scope: string | undefined) => async () => {
    if (nobodyToSignIn(setup)) throw new Blocked(nobodySignsIn(provider.issuer));
    const parameters = scope === undefined ? {} : { scope };
    const authorization = await provider.authorize({ user, parameters });
    const answer = await provider.redeem(authorization);
    if (!answer.accepted)
      throw new Blocked(`no access token could be had: ${why(authorization.accepted, answer)}`);
    return answer;
  };
  const shared = (user: number, scope: string | undefined) =>
    once(setup.shared.tokens, `${user} ${scope ?? ''}`, grant(user, scope));

  const issued: TokenSource['issued'] = async ({ user = 0, scope } = {}) => {
    const { accessToken, refreshToken, idToken } = await shared(user, scope);
    return { accessToken: accessToken ?? '', refreshToken, idToken };
  };
  const valid: TokenSource['valid'] = async ({ user = 0, scope, fresh = false } = {}) =>
    (fresh ? await grant(user, scope)() : await shared(user, scope)).accessToken ?? '';

  return {
    valid,
    attempt: () => valid().catch(() => null),
    issued,
    minted: async (claims = {}, options = {}) => {
      const mint = setup.provider.started?.mint;
      if (!mint) throw new Blocked('this provider cannot sign tokens for the harness');
      // An opaque token shows no claims to start from; what it must have is the audience.
      const model = decodeJwt(await valid())?.claims ?? { aud: setup.resource.url };
      const now = Math.floor(Date.now() / 1000);
      const fresh = { iat: now, exp: now + 300, jti: randomUUID() };
      return mint({ ...model, nbf: undefined, ...fresh, ...claims }, options);
    },
    publicKey: async () => {
      const key = setup.provider.started?.publicKey;
      if (!key) throw new Blocked('this provider does not hand its public key to the harness');
      return key();
    },
  };
}

/** Why there is no token of a provider at which nobody is known. */
export function nobodySignsIn(issuer: string): string {
  return `no access token could be had: nobody is known who could sign in at ${issuer}`;
}

function why(signedIn: boolean, answer: TokenAnswer): string {
  if (!signedIn) return 'the sign-in brought no code';
  return `the token endpoint answered ${answer.status}${answer.error ? ` ${answer.error}` : ''}`;
}
