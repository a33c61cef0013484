import { defineRule, fact } from 'mcp-conformance';
import { requestsOfClient } from '../../observed/client-requests.ts';

/** MCP 2026-07-28 refresh tokens; RFC 7591 §2. */
export default defineRule({
  judges: 'client.refresh.declares-grant-type',
  title: 'A client that refreshes says so when it registers.',
  otherwise: 'the client did not register',
  examine: (trace) =>
    requestsOfClient(trace).registrations.map(({ exchange: observed, metadata }) => ({
      observed,
      expect: fact('refresh_token among grant_types', () =>
        Array.isArray(metadata['grant_types']) && metadata['grant_types'].includes('refresh_token')
          ? null
          : `grant_types ${JSON.stringify(metadata['grant_types'] ?? '(absent)')}`,
      ),
    })),
});
