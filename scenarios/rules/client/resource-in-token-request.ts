import { defineRule, fact, type TraceView } from 'mcp-conformance';
import { requestOfCode, requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 8707 §2.2; MCP resource parameter implementation. */
export default defineRule({
  judges: 'client.resource.in-token-request',
  title: 'Codes are redeemed with the resource they were asked for.',
  otherwise: 'no code was redeemed',
  examine: (trace) =>
    requestsOfClient(trace)
      .tokens.filter(({ form }) => form.get('grant_type') === 'authorization_code')
      .map(({ exchange: observed, form }) => ({
        observed,
        expect: fact('the resource of the authorization request', () => sameResource(trace, form)),
      })),
});

function sameResource(trace: TraceView, form: URLSearchParams) {
  const asked = requestOfCode(trace, form.get('code') ?? '')?.getAll('resource') ?? [];
  const sent = form.getAll('resource');
  if (sent.length === 0) return 'resource (absent)';
  return asked.length === 0 || asked.join(' ') === sent.join(' ') ? null : `resource ${sent.join(' and ')}`;
}
