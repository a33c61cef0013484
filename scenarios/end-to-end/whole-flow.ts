import { defineScenario, fact, success } from 'mcp-conformance';

/** The flow of MCP authorization from the first refused request to the answer of a tool. */
export default defineScenario({
  title: 'Connects the client, signs a user in and calls the tool that shows who it is.',
  subject: 'client',
  judges: [
    'client.challenge.parses-www-authenticate',
    'client.metadata.supports-rfc8414',
    'client.registration.has-client-id',
  ],
  needs: ['sign-in', 'resource'],
  modes: ['dynamic', 'static', 'metadata-document'],

  async run({ client, resource, trace, judge, cannotTell }) {
    const connected = await client.connect();
    const shown = await client.callTool(resource.tools.whoami ?? '');
    const refused = trace.all('mcp').find(({ response }) => response?.status === 401);
    const metadata = trace.all('server-metadata').find(({ response }) => response?.status === 200);
    const request = trace.first('authorization-request');
    const lastCall = trace.all('mcp').at(-1);
    if (!refused || !lastCall)
      return cannotTell('client.challenge.parses-www-authenticate', connected.message);
    judge('client.challenge.parses-www-authenticate', {
      observed: lastCall,
      expect: fact('the client authorizes and gets its answer', () =>
        shown.ok ? null : `${shown.stage}: ${shown.message}`,
      ),
    });
    if (metadata)
      judge('client.metadata.supports-rfc8414', {
        observed: metadata,
        expect: success('the metadata is read'),
      });
    if (!request) return;
    judge('client.registration.has-client-id', {
      observed: request,
      expect: fact('a client_id that the server knows', () => {
        const id = new URL(request.request.url).searchParams.get('client_id');
        return id ? null : `client_id (absent)`;
      }),
    });
  },
});
