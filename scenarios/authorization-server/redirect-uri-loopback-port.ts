import { defineScenario, success } from 'mcp-conformance';

/** RFC 8252 §7.3: native clients take the port that is free when they start. */
export default defineScenario({
  title: 'Registers loopback redirect URIs and asks for the same with another port.',
  subject: 'authorization-server',
  judges: ['as.authz.loopback-port-flexible'],
  needs: ['sign-in', 'dynamic-registration'],
  modes: ['dynamic'],

  async run({ provider, judge, cannotTell }) {
    for (const host of ['127.0.0.1', '[::1]']) {
      const { client, status } = await provider.register({ redirect_uris: [`http://${host}:3000/callback`] });
      if (!client) {
        cannotTell(
          'as.authz.loopback-port-flexible',
          `registering a redirect URI on ${host} was answered ${status}`,
        );
        continue;
      }
      judge('as.authz.loopback-port-flexible', {
        control: await provider.authorize({
          client,
          parameters: { redirect_uri: `http://${host}:3000/callback` },
          note: `registered with port 3000 on ${host}, and asked for with it`,
        }),
        observed: await provider.authorize({
          client,
          parameters: { redirect_uri: `http://${host}:49152/callback` },
          note: `registered with port 3000 on ${host}, asked for with port 49152`,
        }),
        expect: success('a code comes to the other port'),
      });
    }
  },
});
