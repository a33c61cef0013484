import { defineScenario, type Exchange, jsonObject, never } from 'mcp-conformance';
import { authenticationOf, clientIdOf } from '../observed/client-credentials.ts';
import { arose, cameBack, sentBy } from '../observed/client-flow.ts';

/** RFC 7591 §3.2.1: the server may replace what was asked for; the client goes by the answer, or stops. */
export default defineScenario({
  title: 'Registers the client for another way to authenticate than it asked for.',
  subject: 'client',
  judges: ['client.dcr.honours-returned-metadata'],
  needs: ['sign-in'],
  modes: ['dynamic'],
  faults: ['as.dcr.auth-method-replaced'],

  async run({ client, trace, judge, cannotTell }) {
    const { message } = await client.connect();
    const registration = sentBy(trace, 'registration-request').at(-1);
    const tokenRequests = sentBy(trace, 'token-request');
    if (!registration)
      return cannotTell('client.dcr.honours-returned-metadata', 'the client did not register');
    if (cameBack(trace).accepted && tokenRequests.length === 0)
      return cannotTell('client.dcr.honours-returned-metadata', message);
    const registered = jsonObject(registration.response?.body) ?? {};
    const { client_id: id, token_endpoint_auth_method: method } = registered;
    // That a client names itself at all is another requirement's matter.
    const isAsRegistered = (exchange: Exchange) =>
      authenticationOf(exchange) === method && [id, null].includes(clientIdOf(exchange));
    const astray = tokenRequests.find((exchange) => !isAsRegistered(exchange));
    judge('client.dcr.honours-returned-metadata', {
      control: arose('the client did not register', registration),
      observed: astray ?? trace,
      expect: never(`every token request by ${method}, as ${id}`, () =>
        astray ? `${authenticationOf(astray)}, as ${clientIdOf(astray)}` : null,
      ),
    });
  },
});
