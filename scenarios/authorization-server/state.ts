import { type Authorization, defineScenario, fact } from 'mcp-conformance';

const values: readonly [string, string][] = [
  [
    '200 characters with reserved and non-ASCII ones',
    `${'a+b&c=d%20e;f/g?h#i"j\'k<l>m|ñ→😀 '.repeat(7)}`.slice(0, 200),
  ],
  ['one made to look encoded already', '%252F%26state%3Dother-and-more'],
];

/** RFC 6749 §4.1.2 and §4.1.2.1. */
export default defineScenario({
  title: 'Sends long and odd state values through granted, denied and faulty requests.',
  subject: 'authorization-server',
  judges: ['as.authz.state-echoed'],
  needs: ['sign-in'],

  async run({ provider, judge }) {
    const plain = await provider.authorize();
    judge('as.authz.state-echoed', { observed: plain, expect: echoes(plain.state) });
    for (const [kind, state] of values) {
      const granted = await provider.authorize({ parameters: { state }, note: `state of ${kind}` });
      judge('as.authz.state-echoed', { observed: granted, expect: echoes(state) });
    }
    const [, odd = ''] = values[0] ?? [];
    const denied = await provider.authorize({
      client: await provider.client(undefined, { fresh: true }),
      parameters: { state: odd, prompt: 'consent' },
      decision: 'deny',
      note: 'the user denies',
    });
    if (denied.redirectedTo !== null)
      judge('as.authz.state-echoed', { observed: denied, expect: echoes(odd) });
    const stateless = await provider.authorize({ parameters: { state: undefined }, note: 'no state' });
    if (stateless.redirectedTo !== null)
      judge('as.authz.state-echoed', { observed: stateless, expect: echoes(null) });
  },
});

function echoes(state: string | null) {
  return fact<Authorization>(
    state === null ? 'no state in the response' : 'the state comes back unchanged, once',
    (asked) => {
      if (asked.redirectedTo === null) {
        return {
          ok: false,
          unclear: asked.remark ?? 'the browser was not sent back',
          actual: `${asked.status}`,
        };
      }
      const came = asked.response.getAll('state');
      if (state === null ? came.length === 0 : came.length === 1 && came[0] === state) return null;
      return came.length === 0 ? 'no state in the response' : `state=${came.join(' and state=')}`;
    },
  );
}
