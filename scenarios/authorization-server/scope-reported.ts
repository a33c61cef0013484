import { defineScenario, fact, type TokenAnswer } from 'mcp-conformance';

const words = (scope: string | null | undefined) => (scope ?? '').split(' ').filter(Boolean);

/** RFC 6749 §3.3 and §5.1. */
export default defineScenario({
  title: 'Asks for a known and an unknown scope together, and for none.',
  subject: 'authorization-server',
  judges: ['as.token.scope-reported'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const asked = [...words(await provider.scope()), 'mcp-conformance:no-such-scope'].join(' ');
    const mixed = await provider.authorize({ parameters: { scope: asked }, note: 'with an unknown scope' });
    if (mixed.accepted) {
      judge('as.token.scope-reported', { observed: await provider.redeem(mixed), expect: reports(asked) });
    } else {
      judge('as.token.scope-reported', {
        observed: mixed,
        expect: fact('the granted scope, or invalid_scope', () =>
          mixed.error === 'invalid_scope'
            ? null
            : { ok: false, unclear: `refused with ${mixed.error ?? mixed.status}`, actual: '' },
        ),
      });
    }
    const bare = await provider.authorize({ parameters: { scope: undefined }, note: 'without scope' });
    judge('as.token.scope-reported', {
      control: await provider.authorize(),
      observed: bare,
      expect: fact('a default scope, or invalid_scope', () =>
        bare.accepted || bare.error === 'invalid_scope'
          ? null
          : bare.error === null
            ? `${bare.status}`
            : {
                ok: false,
                lesser: 'A request without scope is refused, but not with invalid_scope.',
                actual: bare.error,
              },
      ),
    });
  },
});

function reports(asked: string) {
  return fact<TokenAnswer>(
    'scope names what was granted, which is less than asked',
    ({ scope, accepted, status }) => {
      if (!accepted) return { ok: false, unclear: `no tokens were issued (${status})`, actual: '' };
      if (scope === null) return 'no scope in the token response, though one asked for does not exist';
      const all = words(asked).every((word) => words(scope).includes(word));
      return all ? { ok: true, actual: 'everything asked for was granted' } : null;
    },
  );
}
