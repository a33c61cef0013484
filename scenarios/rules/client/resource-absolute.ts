import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 8707 §2. */
export default defineRule({
  judges: 'client.resource.absolute-no-fragment',
  title: 'The resource named is an absolute URI without a fragment.',
  otherwise: 'no resource parameter was sent',
  examine: (trace) =>
    requestsOfClient(trace).authorizations.flatMap(({ exchange: observed, query }) =>
      query.getAll('resource').map((resource) => ({
        observed,
        expect: fact('an absolute URI without a fragment', () =>
          URL.canParse(resource) && !resource.includes('#') ? null : `resource ${resource}`,
        ),
      })),
    ),
});
