import { defineScenario, fact, isHidden, reached } from 'mcp-conformance';
import { sentBy } from '../observed/client-flow.ts';

/** MCP 2025-11-25 client registration approaches; before, registration was how unknown servers were met. */
export default defineScenario({
  title: 'Offers registration, and knows no metadata documents.',
  subject: 'client',
  judges: ['client.registration.falls-back-to-dcr', 'client.dcr.supported-legacy'],
  modes: ['dynamic', 'metadata-document'],
  faults: ['as.cimd.unsupported'],

  async run({ client, trace, mode, judge, cannotTell, doesNotApply }) {
    const outcome = await client.connect();
    const { message } = outcome;
    const judged = ['client.registration.falls-back-to-dcr', 'client.dcr.supported-legacy'] as const;
    if (!reached(trace, 'server-metadata').accepted) return cannotTell(judged, message);
    const [registration] = sentBy(trace, 'registration-request');
    const [request] = sentBy(trace, 'authorization-request');
    if (mode === 'metadata-document' && !registration && !request)
      return doesNotApply(judged, 'the client has a document, and may not know how to register');
    if (!registration && request && isHidden(outcome, 'past'))
      return cannotTell(judged, 'the client has an id from before it was watched');
    const isFirst =
      registration && (!request || trace.exchanges.indexOf(registration) < trace.exchanges.indexOf(request));
    for (const id of judged)
      judge(id, {
        observed: trace,
        expect: fact('a registration before the user is sent off', () =>
          isFirst ? null : `no registration: ${message}`,
        ),
      });
  },
});
