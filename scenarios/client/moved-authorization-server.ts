import { defineScenario, fact, formOf, nothing, queryOf, something } from 'mcp-conformance';
import { arose, listings, sentBy, tokenOf } from '../observed/client-flow.ts';
import { actions } from '../observed/discovery.ts';

/** RFC 9728 §5.2; MCP 2026-07-28 authorization server binding. */
export default defineScenario({
  title: 'Moves to another authorization server while the client has a token of the first.',
  subject: 'client',
  judges: [
    'client.prm.refetches-on-new-challenge',
    'client.binding.reregisters-with-new-as',
    'client.binding.no-cross-as-credentials',
  ],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.prm.moves-to-another-issuer'],

  async run({ client, provider, trace, judge, cannotTell, doesNotApply }) {
    await client.connect();
    // Again, for a client that learns from a second refusal only.
    const { message } = await client.connect();
    const refused = listings(trace).find(({ response }) => response?.status === 401);
    if (!refused || tokenOf(refused) === '') {
      return cannotTell(
        [
          'client.prm.refetches-on-new-challenge',
          'client.binding.reregisters-with-new-as',
          'client.binding.no-cross-as-credentials',
        ],
        message,
      );
    }
    const at = trace.exchanges.indexOf(refused);
    const after = { exchanges: trace.exchanges.slice(at) };
    judge('client.prm.refetches-on-new-challenge', {
      observed: after,
      expect: fact('the metadata is read before anything else is tried', (flow) => {
        const [next] = flow.exchanges.filter(
          ({ kind }) => kind === 'resource-metadata' || actions.includes(kind as never),
        );
        return next?.kind === 'resource-metadata' ? null : `a ${next?.kind ?? 'stop'} comes first`;
      }),
    });
    const before = { exchanges: trace.exchanges.slice(0, at) };
    const old = sentBy(before, 'authorization-request').map((exchange) => queryOf(exchange).get('client_id'));
    const [id] = old;
    const isOther = ({ request }: { request: { url: string } }) => !request.url.startsWith(provider.issuer);
    const arrived = arose(
      'the client did not come to the other authorization server',
      sentBy(after, 'server-metadata').find(isOther),
    );
    if (id?.startsWith('https:')) {
      doesNotApply(
        ['client.binding.reregisters-with-new-as', 'client.binding.no-cross-as-credentials'],
        'the client identifies itself by a URL, which is the same everywhere',
      );
      return;
    }
    judge('client.binding.reregisters-with-new-as', {
      observed: after,
      expect: something('registration-request', {
        what: 'registration at the other authorization server',
        where: isOther,
        ...(arrived.accepted ? {} : { unless: message }),
      }),
    });
    judge('client.binding.no-cross-as-credentials', {
      control: arrived,
      observed: after,
      expect: nothing(actions, {
        what: 'id or token of the first authorization server at the other',
        where: (exchange) =>
          isOther(exchange) &&
          (queryOf(exchange).get('client_id') === id ||
            formOf(exchange).get('client_id') === id ||
            formOf(exchange).get('grant_type') === 'refresh_token'),
      }),
    });
  },
});
