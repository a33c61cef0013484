import {
  allOf,
  defineScenario,
  type Exchange,
  fact,
  isHidden,
  nothing,
  queryOf,
  reached,
} from 'mcp-conformance';
import { isDocumentUrl } from '../observed/client-documents.ts';
import { sentBy } from '../observed/client-flow.ts';

/** MCP 2025-11-25 client registration approaches: what is left is to ask the user. */
export default defineScenario({
  title: 'Offers no way to register to a client that has no id for this authorization server.',
  subject: 'client',
  judges: ['client.registration.asks-user-last', 'client.registration.has-client-id'],
  modes: ['dynamic', 'metadata-document'],
  hears: ['client.registration.asks-user-last'],
  faults: ['as.registration.static-only'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    const control = reached(trace, 'server-metadata');
    // The server lets nobody past whom it does not know.
    const isKnown = (exchange: Exchange) =>
      isDocumentUrl(queryOf(exchange).get('client_id')) || (exchange.response?.status ?? 0) < 400;
    const stranger = sentBy(trace, 'authorization-request').find((exchange) => !isKnown(exchange));
    if (stranger && isHidden(outcome, 'past'))
      return cannotTell(
        ['client.registration.asks-user-last', 'client.registration.has-client-id'],
        'the client may have been registered before it was watched',
      );
    const madeUp = nothing('authorization-request', {
      what: 'authorization request with a client_id that nobody gave',
      where: (exchange) => !isKnown(exchange),
    });
    judge('client.registration.has-client-id', { control, observed: trace, expect: madeUp });
    judge('client.registration.asks-user-last', {
      control,
      observed: trace,
      expect: allOf(
        madeUp,
        fact('the user is told', () => {
          if (isHidden(outcome, 'told')) return { ok: false, unclear: outcome.message, actual: 'no request' };
          return outcome.ok ? 'the client says that all is well' : null;
        }),
      ),
    });
  },
});
