import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** MCP 2026-07-28 dynamic client registration. */
export default defineRule({
  judges: 'client.dcr.application-type-present',
  title: 'Registrations state an application_type.',
  otherwise: 'the client did not register',
  examine: (trace) =>
    requestsOfClient(trace).registrations.map(({ exchange: observed, metadata }) => ({
      observed,
      expect: fact('application_type native or web', () =>
        ['native', 'web'].includes(String(metadata['application_type']))
          ? null
          : `application_type ${String(metadata['application_type'] ?? '(absent)')}`,
      ),
    })),
});
