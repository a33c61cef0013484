import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** OAuth 2.1 §4.1.1. */
export default defineRule({
  judges: 'client.authz.code-flow-only',
  title: 'Every authorization request asks for a code.',
  examine: (trace) =>
    requestsOfClient(trace).authorizations.map(({ exchange: observed, query }) => ({
      observed,
      expect: fact('response_type=code, once', () =>
        query.getAll('response_type').join(' ') === 'code'
          ? null
          : `response_type ${query.getAll('response_type').join(' and ') || '(absent)'}`,
      ),
    })),
});
