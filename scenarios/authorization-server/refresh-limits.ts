import { defineScenario, fact, refusal, success, type TokenAnswer } from 'mcp-conformance';

const words = (scope: string | null) => (scope ?? '').split(' ').filter(Boolean);

/** RFC 6749 §6 and §10.4. */
export default defineScenario({
  title: 'Refreshes with more scope, with less, and as another client.',
  subject: 'authorization-server',
  judges: ['as.refresh.no-scope-escalation', 'as.refresh.bound-to-client'],
  needs: ['sign-in'],

  async run({ provider, judge, doesNotApply, cannotTell }) {
    const tokens = await provider.tokens();
    if (!tokens.accepted) {
      return cannotTell(
        ['as.refresh.no-scope-escalation', 'as.refresh.bound-to-client'],
        `the code was answered ${tokens.status} ${tokens.error ?? ''}`,
      );
    }
    if (tokens.refreshToken === null) {
      return doesNotApply(
        ['as.refresh.no-scope-escalation', 'as.refresh.bound-to-client'],
        'the server issued no refresh token',
      );
    }
    const control = await provider.refresh(await provider.tokens());
    const stranger = await provider.stranger(tokens.client);
    if (stranger) {
      judge('as.refresh.bound-to-client', {
        control,
        observed: await provider.refresh(tokens, { client: stranger, note: 'as another client' }),
        expect: refusal({ error: ['invalid_grant', 'invalid_client'] }),
      });
    } else {
      doesNotApply('as.refresh.bound-to-client', 'the definition has one client only, and another is needed');
    }
    const fresh = await provider.tokens();
    const wider = await provider.refresh(fresh, {
      parameters: { scope: [...words(fresh.scope), 'mcp-conformance:more'].join(' ') },
      note: 'with a scope that was not granted',
    });
    judge('as.refresh.no-scope-escalation', { control, observed: wider, expect: neverWider(fresh) });

    const granted = words(fresh.scope ?? (await provider.scope()));
    const [narrow] = granted;
    if (narrow === undefined || granted.length < 2) return;
    const grant = await provider.tokens();
    const narrowed = await provider.refresh(grant, {
      parameters: { scope: granted.filter((word) => word === 'offline_access' || word === narrow).join(' ') },
    });
    const latest = { ...narrowed, refreshToken: narrowed.refreshToken ?? grant.refreshToken };
    const full = await provider.refresh(latest, {
      parameters: { scope: granted.join(' ') },
      note: 'the full grant again',
    });
    judge('as.refresh.no-scope-escalation', {
      control,
      observed: full,
      expect: success('narrowing once does not shrink the grant'),
    });
  },
});

function neverWider(before: TokenAnswer) {
  return fact<TokenAnswer>('invalid_scope, or no more scope than before', (answer) => {
    if (!answer.accepted) return null;
    const more = words(answer.scope).filter((word) => !words(before.scope).includes(word));
    return more.length > 0 ? `scope now has ${more.join(' ')}` : null;
  });
}
