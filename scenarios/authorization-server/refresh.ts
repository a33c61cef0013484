import { defineScenario, fact, refusal, type TokenAnswer } from 'mcp-conformance';

/** OAuth 2.1 §4.3; MCP 2025-06-18 security considerations on rotation for public clients. */
export default defineScenario({
  title: 'Refreshes twice as a public client, then replays the first refresh token.',
  subject: 'authorization-server',
  judges: ['as.refresh.rotates-for-public-clients', 'as.refresh.legacy-rotation', 'as.refresh.detects-reuse'],
  needs: ['sign-in', 'public-client'],
  timeoutMs: 180_000,

  async run({ provider, judge, doesNotApply, cannotTell, sleep }) {
    const all = [
      'as.refresh.rotates-for-public-clients',
      'as.refresh.legacy-rotation',
      'as.refresh.detects-reuse',
    ] as const;
    const first = await provider.tokens({ client: await provider.client('public') });
    if (!first.accepted) return cannotTell(all, `the code was answered ${first.status} ${first.error ?? ''}`);
    if (first.refreshToken === null) return doesNotApply(all, 'the server issued no refresh token');
    const second = await provider.refresh(first);
    if (!second.accepted)
      return cannotTell(all, `the refresh was answered ${second.status} ${second.error ?? ''}`);
    const rotated = isRotated(first);
    judge('as.refresh.rotates-for-public-clients', { observed: second, expect: rotated });
    judge('as.refresh.legacy-rotation', { observed: second, expect: rotated });

    if (second.refreshToken === null || second.refreshToken === first.refreshToken) {
      return doesNotApply('as.refresh.detects-reuse', 'refresh tokens do not rotate');
    }
    if (provider.refreshGraceSeconds > 0) await sleep((provider.refreshGraceSeconds + 1) * 1000);
    const reused = await provider.refresh(first, { note: 'the refresh token that was replaced' });
    judge('as.refresh.detects-reuse', {
      control: second,
      observed: reused,
      expect: refusal({ error: 'invalid_grant' }),
    });
    const family = await provider.refresh(second, { note: 'the newest refresh token, after the reuse' });
    judge('as.refresh.detects-reuse', {
      control: second,
      observed: family,
      expect: {
        ...refusal({ error: 'invalid_grant' }),
        expected: 'the newest refresh token is revoked by the reuse',
        test: ({ accepted }) => ({
          ok: !accepted,
          lesser: 'A retired refresh token is refused, but its family survives the reuse.',
          actual: accepted ? 'it still works' : 'it is revoked',
        }),
      },
    });
  },
});

function isRotated(before: TokenAnswer) {
  return fact<TokenAnswer>('another refresh token than before', ({ refreshToken }) => {
    if (refreshToken === null) return 'no refresh token, so the old one stays in use';
    return refreshToken === before.refreshToken ? 'the same refresh token' : null;
  });
}
