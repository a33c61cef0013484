import { defineScenario, fact, isHidden, jsonObject, never, queryOf } from 'mcp-conformance';
import { isDocumentUrl } from '../observed/client-documents.ts';
import { arose, sentBy } from '../observed/client-flow.ts';

/** MCP 2026-07-28 application type and redirect URI constraints; RFC 7591 §3.2.2. */
export default defineScenario({
  title: 'Refuses to register the redirect URIs of the client.',
  subject: 'client',
  judges: ['client.dcr.survives-redirect-rejection', 'client.dcr.surfaces-rejection'],
  modes: ['dynamic'],
  hears: ['client.dcr.surfaces-rejection'],
  faults: ['as.dcr.redirect-uris-refused'],

  async run({ client, trace, judge, cannotTell }) {
    const outcome = await client.connect();
    const { ok, message, told = message } = outcome;
    const registrations = sentBy(trace, 'registration-request');
    const refused = registrations.at(-1);
    if (!refused) return cannotTell('client.dcr.survives-redirect-rejection', message);
    judge('client.dcr.survives-redirect-rejection', {
      control: arose('the client did not register', refused),
      observed: trace,
      expect: never('a changed attempt or an end, and no client_id that was never issued', (flow) => {
        const asked = sentBy(flow, 'authorization-request').map(
          (exchange) => queryOf(exchange).get('client_id') ?? '',
        );
        const unissued = asked.find((id) => !isDocumentUrl(id));
        if (unissued !== undefined)
          return `an authorization request with client_id ${unissued || '(absent)'}`;
        const alike = registrations.filter(
          ({ request }) => request.body?.text === refused.request.body?.text,
        );
        return alike.length > 3 ? `the same registration ${alike.length} times` : null;
      }),
    });
    if (isHidden(outcome, 'told')) return cannotTell('client.dcr.surfaces-rejection', message);
    const { error, error_description: description } = jsonObject(refused.response?.body) ?? {};
    judge('client.dcr.surfaces-rejection', {
      observed: refused,
      expect: fact(`an error that says ${error} or ${JSON.stringify(description)}`, () => {
        const isTold = !ok && [error, description].some((reason) => told.includes(String(reason)));
        return isTold ? null : JSON.stringify(message);
      }),
    });
  },
});
