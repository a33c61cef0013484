import { defineScenario, nothing } from 'mcp-conformance';
import { arose, sentBy, tokenOf } from '../observed/client-flow.ts';

/** RFC 6750 §5.2; RFC 9110 §15.4: the token is for the MCP server alone. */
export default defineScenario({
  title: 'Redirects authorized MCP requests to another origin.',
  subject: 'client',
  judges: ['client.bearer.not-leaked-elsewhere'],
  needs: ['sign-in'],
  modes: 'any',
  faults: ['rs.transport.redirects-to-another-origin'],

  async run({ client, trace, judge }) {
    await client.connect();
    const redirected = sentBy(trace, 'mcp').find(({ response }) => response?.status === 307);
    const own = redirected ? new URL(redirected.request.url).origin : '';
    judge('client.bearer.not-leaked-elsewhere', {
      control: arose('no authorized request was redirected', redirected),
      observed: trace,
      expect: nothing(['mcp', 'other', 'resource-metadata', 'server-metadata', 'registration-request'], {
        what: 'request with the token to another origin',
        where: (exchange) => tokenOf(exchange) !== '' && new URL(exchange.request.url).origin !== own,
      }),
    });
  },
});
