import { type Authorization, defineScenario, fact } from 'mcp-conformance';

/** OAuth 2.1 §4.1.1.2 (automatic processing) and RFC 8252 §8.6: a public client cannot prove who it is. */
export default defineScenario({
  title: 'Asks for a first code as a new client, with the user signed in already, and for a second one.',
  subject: 'authorization-server',
  judges: ['as.authz.asks-consent'],
  needs: ['sign-in', 'public-client'],

  async run({ provider, mode, judge, doesNotApply }) {
    const id = 'as.authz.asks-consent';
    if (mode === 'static')
      return doesNotApply(id, 'a client that was registered by hand is known to the operator');
    await provider.authorize();
    const client = await provider.client('public', { fresh: true });
    const first = await provider.authorize({ client, note: 'the first request of a new client' });
    judge(id, { observed: first, expect: showsPage });
    judge(id, {
      observed: await provider.authorize({ client, note: 'its second request' }),
      expect: showsPage,
    });
  },
});

const showsPage = fact<Authorization>(
  'a page is shown before the code is issued',
  ({ code, pages, status }) => {
    if (pages.length > 0) return null;
    return code === null
      ? { ok: false, unclear: `no code was issued (${status})`, actual: `${status}` }
      : 'a code without any page';
  },
);
