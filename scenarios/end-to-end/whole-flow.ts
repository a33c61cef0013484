import { defineScenario, fact, isHidden, jsonObject, queryOf, something } from 'mcp-conformance';
import { sentBy, tokenOf } from '../observed/client-flow.ts';

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
    const outcome = await client.connect();
    const { message } = outcome;
    await client.callTool(resource.tools.whoami ?? '');
    const ours = trace.exchanges.filter(({ from }) => from === 'client' || from === 'browser');
    if (!trace.first('token-request') && ours.some((exchange) => tokenOf(exchange) !== '')) {
      const because = 'the client came with a token that it had, and did not look for one';
      return cannotTell(
        [
          'client.challenge.parses-www-authenticate',
          'client.metadata.supports-rfc8414',
          'client.registration.has-client-id',
        ],
        because,
      );
    }
    const refused = ours.findIndex(({ response }) => response?.status === 401);
    if (refused < 0) return cannotTell('client.challenge.parses-www-authenticate', message);
    judge('client.challenge.parses-www-authenticate', {
      observed: { exchanges: ours.slice(refused, refused + 2) },
      expect: fact('discovery after the challenge', ({ exchanges: [, next] }) => {
        if (!next) return `nothing: ${message}`;
        return next.kind === 'mcp' ? 'the same request again' : null;
      }),
    });
    judge('client.metadata.supports-rfc8414', {
      observed: trace,
      expect: something('server-metadata', {
        what: 'request for RFC 8414 metadata',
        where: ({ request }) => request.url.includes('/.well-known/oauth-authorization-server'),
      }),
    });
    const request = trace.first('authorization-request');
    if (!request) return cannotTell('client.registration.has-client-id', message);
    const issued = sentBy(trace, 'registration-request').map(
      ({ response }) => jsonObject(response?.body)?.['client_id'],
    );
    judge('client.registration.has-client-id', {
      observed: request,
      expect: fact('a client_id that was issued, configured or is a URL', () => {
        const id = queryOf(request).get('client_id') ?? '';
        const isKnown = [...issued, ...client.configured].includes(id) || id.startsWith('https://');
        const actual = `client_id ${id || '(absent)'}`;
        const before = 'the client may have been registered before it was watched';
        if (isKnown || id === '' || !isHidden(outcome, 'past')) return isKnown ? null : actual;
        return (request.response?.status ?? 0) < 400 ? null : { ok: false, unclear: before, actual };
      }),
    });
  },
});
