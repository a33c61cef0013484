import { defineRule, fact, mediaType } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** RFC 7591 §3.1. */
export default defineRule({
  judges: 'client.dcr.request-format',
  title: 'Registrations are JSON posts.',
  otherwise: 'the client did not register',
  examine: (trace) =>
    requestsOfClient(trace).registrations.map(({ exchange: observed, metadata }) => ({
      observed,
      expect: fact('a POST with a JSON object', () =>
        observed.request.method === 'POST' &&
        mediaType(observed.request.headers) === 'application/json' &&
        Object.keys(metadata).length > 0
          ? null
          : `${observed.request.method} ${mediaType(observed.request.headers)}`,
      ),
    })),
});
