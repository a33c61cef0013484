import { defineRule, fact } from 'mcp-conformance';
import { isLoopback, requestsOfClient } from '../../observed/client-requests.ts';

/** OpenID Connect Registration §2; MCP 2026-07-28. */
export default defineRule({
  judges: 'client.dcr.application-type-fits',
  title: 'The application_type fits the redirect URIs.',
  otherwise: 'the client did not register',
  examine: (trace) =>
    requestsOfClient(trace).registrations.map(({ exchange: observed, metadata }) => ({
      observed,
      expect: fact('native for loopback and private-use redirect URIs', () => typeFits(metadata)),
    })),
});

function typeFits(metadata: Record<string, unknown>) {
  const uris = Array.isArray(metadata['redirect_uris']) ? metadata['redirect_uris'].map(String) : [];
  const isLocal = uris.some((uri) => isLoopback(uri) || !/^https?:/.test(uri));
  return isLocal && metadata['application_type'] !== 'native'
    ? `application_type ${String(metadata['application_type'])}`
    : null;
}
