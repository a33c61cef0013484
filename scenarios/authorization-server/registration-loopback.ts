import { defineScenario, fact, type Registration } from 'mcp-conformance';

const hosts = ['127.0.0.1', '[::1]', 'localhost'] as const;

/** RFC 8252 §7.3 and §8.3. */
export default defineScenario({
  title: 'Registers native clients with loopback redirect URIs.',
  subject: 'authorization-server',
  judges: ['as.dcr.accepts-loopback'],
  needs: ['dynamic-registration'],
  modes: ['dynamic'],

  async run({ provider, judge }) {
    for (const host of hosts) {
      const observed = await provider.register(
        { redirect_uris: [`http://${host}:33418/callback`] },
        { note: `a redirect URI on ${host}` },
      );
      judge('as.dcr.accepts-loopback', { observed, expect: accepts(host) });
    }
  },
});

function accepts(host: string) {
  return fact<Registration>(`http on ${host} is accepted`, ({ accepted, status, error }) => {
    if (accepted) return null;
    if (status === 401 || status === 403)
      return { ok: false, unclear: 'registration is for those who are known', actual: `${status}` };
    const actual = `${status} ${error ?? ''}`.trim();
    return host === 'localhost'
      ? { ok: false, lesser: 'A redirect URI on localhost is refused.', actual }
      : actual;
  });
}
