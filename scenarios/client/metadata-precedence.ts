import { defineScenario, nothing, reached } from 'mcp-conformance';

/** MCP 2025-11-25 authorization server metadata discovery: the OAuth document comes first. */
export default defineScenario({
  title: 'Names a token endpoint in the OpenID Connect document that the OAuth one does not.',
  subject: 'client',
  judges: ['client.metadata.order-issuer-without-path'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['as.metadata.documents-disagree'],

  async run({ client, trace, judge }) {
    await client.connect();
    judge('client.metadata.order-issuer-without-path', {
      control: reached(trace, 'authorization-request'),
      observed: trace,
      expect: nothing('token-request', {
        what: 'token request at the endpoint of the OpenID Connect document',
        where: ({ request }) => request.url.includes('/not-the-token-endpoint'),
      }),
    });
  },
});
